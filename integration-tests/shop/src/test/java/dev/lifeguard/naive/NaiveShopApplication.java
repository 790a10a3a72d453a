package dev.lifeguard.naive;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The naive shop.
 */
@SpringBootApplication
public class NaiveShopApplication {

}
