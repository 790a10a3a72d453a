package dev.lifeguard.actuate;

import java.util.Map;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Description of all clients, for the endpoint.
 *
 * @param clients the clients by name
 * @since 0.1.0
 */
public record HttpPoolsDescriptor(Map<String, HttpPoolDescriptor> clients) implements OperationResponseBody {

}
