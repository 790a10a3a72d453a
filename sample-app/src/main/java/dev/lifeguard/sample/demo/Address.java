package dev.lifeguard.sample.demo;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Log line with the address of the page, at the end of the start.
 */
@Component
class Address {

	private static final Log logger = LogFactory.getLog(Address.class);

	@EventListener
	void ready(ApplicationReadyEvent event) {
		if (event.getApplicationContext() instanceof WebServerApplicationContext web && web.getWebServer() != null) {
			logger.info("Open http://127.0.0.1:%d/ in a browser".formatted(web.getWebServer().getPort()));
		}
	}

}
