package dev.lifeguard.testsupport;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import brave.Tracing;
import brave.context.slf4j.MDCScopeDecorator;
import brave.handler.MutableSpan;
import brave.handler.SpanHandler;
import brave.propagation.ThreadLocalCurrentTraceContext;
import brave.propagation.TraceContext;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationHandler.FirstMatchingCompositeObservationHandler;
import io.micrometer.tracing.brave.bridge.BraveCurrentTraceContext;
import io.micrometer.tracing.brave.bridge.BravePropagator;
import io.micrometer.tracing.brave.bridge.BraveTracer;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingSenderTracingObservationHandler;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A tracer that makes spans of an application's observations, sends them along and keeps
 * them.
 */
@Configuration(proxyBeanMethods = false)
public class Traced {

	private final List<MutableSpan> spans = new CopyOnWriteArrayList<>();

	/**
	 * Return the spans that have ended.
	 * @return the spans so far
	 */
	public List<MutableSpan> spans() {
		return this.spans;
	}

	@Bean
	Tracing tracing() {
		return Tracing.newBuilder()
			.currentTraceContext(
					ThreadLocalCurrentTraceContext.newBuilder().addScopeDecorator(MDCScopeDecorator.get()).build())
			.addSpanHandler(new Keeping())
			.build();
	}

	@Bean
	ObservationHandler<?> tracingHandler(Tracing tracing) {
		BraveTracer tracer = new BraveTracer(tracing.tracer(),
				new BraveCurrentTraceContext(tracing.currentTraceContext()));
		return new FirstMatchingCompositeObservationHandler(
				new PropagatingSenderTracingObservationHandler<>(tracer, new BravePropagator(tracing)),
				new DefaultTracingObservationHandler(tracer));
	}

	/**
	 * Keeps the spans.
	 */
	private final class Keeping extends SpanHandler {

		@Override
		public boolean end(TraceContext context, MutableSpan span, Cause cause) {
			Traced.this.spans.add(new MutableSpan(span));
			return true;
		}

	}

}
