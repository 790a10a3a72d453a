package dev.lifeguard.test;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/**
 * Configuration of the clients in a slice of an application, which would have none. What
 * is imported stands in a file of this class's name.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration
class SliceClients {

}
