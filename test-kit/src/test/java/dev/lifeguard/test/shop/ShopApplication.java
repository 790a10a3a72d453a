package dev.lifeguard.test.shop;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * An application with two clients.
 */
@SpringBootApplication(proxyBeanMethods = false)
public class ShopApplication {

}
