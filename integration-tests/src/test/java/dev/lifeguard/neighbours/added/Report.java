package dev.lifeguard.neighbours.added;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.condition.ConditionEvaluationReport;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

/**
 * What an application consists of and what happened in it, one fact a line.
 */
public final class Report {

	/** Sources that differ from one process to the next. */
	private static final Set<String> OF_THE_PROCESS = Set.of("systemProperties", "applicationInfo", "server.ports",
			"Management Server");

	private static final String SURROUNDINGS = "systemEnvironment";

	private final List<String> lines = new ArrayList<>();

	/**
	 * Write down how something ended.
	 * @param what what was done
	 * @param action does it
	 */
	public void outcome(String what, Callable<?> action) {
		add("outcome", what, ending(action));
	}

	/**
	 * Write down what makes a client's calls.
	 * @param client the client
	 * @param call a call of the backend's page that answers with the caller's name
	 */
	public void engine(String client, Callable<?> call) {
		add("engine", client, ending(call));
	}

	private static String ending(Callable<?> action) {
		try {
			return String.valueOf(action.call());
		}
		catch (Exception ex) {
			return ex.getClass().getName();
		}
	}

	void type(WebApplicationType type) {
		add("type", "web application", type.name());
	}

	void requests(Collection<String> requests) {
		requests.stream()
			.collect(Collectors.groupingBy((request) -> request, Collectors.counting()))
			.forEach((request, count) -> add("request", request, count.toString()));
	}

	void describe(ConfigurableApplicationContext context) {
		threads();
		ConfigurableListableBeanFactory beans = context.getBeanFactory();
		Set<String> names = new LinkedHashSet<>(List.of(beans.getBeanDefinitionNames()));
		names.addAll(List.of(beans.getSingletonNames()));
		names.forEach((name) -> add("bean", name, type(beans, name) + " by " + origin(beans, name)));
		ConditionEvaluationReport.get(beans).getConditionAndOutcomesBySource().forEach((source, outcomes) -> {
			if (outcomes.isFullMatch()) {
				add("condition", source, "met");
			}
		});
		context.getEnvironment().getPropertySources().forEach(this::source);
	}

	private void threads() {
		Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map((thread) -> thread.getName().replaceAll("\\d+", "N"))
			.distinct()
			.forEach((name) -> add("thread", name, "runs"));
	}

	private static String type(ConfigurableListableBeanFactory beans, String name) {
		Object made = beans.getSingleton(name);
		Class<?> type = (made != null) ? made.getClass() : beans.getType(name, false);
		if (type != null && Proxy.isProxyClass(type)) {
			return "proxy of " + Arrays.toString(type.getInterfaces());
		}
		return (type != null) ? type.getName().replaceAll("\\$\\$Lambda.*", "\\$\\$Lambda") : "unknown";
	}

	/**
	 * Return the configuration that a bean is made by, or its own class.
	 */
	private static String origin(ConfigurableListableBeanFactory beans, String name) {
		if (!beans.containsBeanDefinition(name)) {
			return "hand";
		}
		BeanDefinition definition = beans.getBeanDefinition(name);
		String factory = definition.getFactoryBeanName();
		String maker = (factory != null && beans.containsBeanDefinition(factory))
				? beans.getBeanDefinition(factory).getBeanClassName() : definition.getBeanClassName();
		return String.valueOf(maker).replaceAll("\\$\\$SpringCGLIB.*", "");
	}

	private void source(PropertySource<?> source) {
		add("source", source.getName(), source.getClass().getName());
		if (source instanceof EnumerablePropertySource<?> listed && !source.getName().equals(SURROUNDINGS)) {
			boolean secret = OF_THE_PROCESS.contains(source.getName());
			Stream.of(listed.getPropertyNames())
				.forEach((name) -> add("property", source.getName() + ": " + name,
						secret ? "set" : String.valueOf(listed.getProperty(name))));
		}
	}

	private void add(String section, String name, String value) {
		this.lines.add((section + "\t" + name + "\t" + value).replace("\n", "\\n").replace("\r", "\\r"));
	}

	/**
	 * Write the report.
	 * @param file where to
	 * @param backend the URL of the backend, which is another one each time
	 */
	void write(Path file, String backend) throws IOException {
		Files.write(file, this.lines.stream().map((line) -> line.replace(backend, "{backend}")).toList());
	}

}
