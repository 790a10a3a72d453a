package dev.lifeguard.neighbours.added;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * A web application that makes calls with all of Boot's builders.
 */
@Configuration(proxyBeanMethods = false)
@Import({ Pages.class, RestCalls.class, WebCalls.class })
public class AllCalls {

}
