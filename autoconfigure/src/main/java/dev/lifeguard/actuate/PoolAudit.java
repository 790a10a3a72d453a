package dev.lifeguard.actuate;

import java.security.Principal;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Publisher of audit events for the changes that operators make. Boot stores it where
 * auditing is on.
 */
final class PoolAudit {

	private static final String NOBODY = "unknown";

	private final ApplicationEventPublisher publisher;

	PoolAudit(ApplicationEventPublisher publisher) {
		this.publisher = publisher;
	}

	void changed(SecurityContext by, String what, Map<String, @Nullable Object> details) {
		Principal principal = by.getPrincipal();
		this.publisher
			.publishEvent(new AuditApplicationEvent((principal != null) ? principal.getName() : NOBODY, what, details));
	}

}
