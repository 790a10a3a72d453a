package dev.lifeguard.autoconfigure;

import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;
import org.springframework.util.ClassUtils;

/**
 * Hints for native images: builders of Spring's clients are proxied.
 */
class ClientHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		Stream.of(NamedClientsRegistrar.REST_CLIENT, NamedClientsRegistrar.WEB_CLIENT)
			.filter((client) -> ClassUtils.isPresent(client, classLoader))
			.map((client) -> TypeReference.of(client + "$Builder"))
			.forEach((builder) -> {
				hints.proxies().registerJdkProxy(builder);
				hints.reflection().registerType(builder, MemberCategory.INVOKE_PUBLIC_METHODS);
			});
	}

}
