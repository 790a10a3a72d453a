package dev.lifeguard.actuate;

import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.boot.actuate.endpoint.SecurityContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link PoolAudit}.
 */
class PoolAuditTests {

	private final List<Object> published = new ArrayList<>();

	private final PoolAudit audit = new PoolAudit(this.published::add);

	private AuditEvent event() {
		assertThat(this.published).singleElement().isInstanceOf(AuditApplicationEvent.class);
		return ((AuditApplicationEvent) this.published.get(0)).getAuditEvent();
	}

	@Test
	void changeIsPublishedWithWhoMadeIt() {
		this.audit.changed(by(() -> "operator"), "HTTP_POOL_EVICTED", Map.of("client", "orders", "closed", 3));
		assertThat(event().getPrincipal()).isEqualTo("operator");
		assertThat(event().getType()).isEqualTo("HTTP_POOL_EVICTED");
		assertThat(event().getData()).containsOnly(Map.entry("client", "orders"), Map.entry("closed", 3));
	}

	@Test
	void applicationMayNotKnowWhoItWas() {
		this.audit.changed(by(null), "HTTP_POOL_EVICTED", Map.of());
		assertThat(event().getPrincipal()).isEqualTo("unknown");
	}

	private static SecurityContext by(@Nullable Principal principal) {
		return new SecurityContext() {

			@Override
			public @Nullable Principal getPrincipal() {
				return principal;
			}

			@Override
			public boolean isUserInRole(String role) {
				return false;
			}

		};
	}

}
