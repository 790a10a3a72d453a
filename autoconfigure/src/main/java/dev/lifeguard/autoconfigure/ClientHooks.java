package dev.lifeguard.autoconfigure;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Interceptors and filters of the application that belong to one client: the beans that
 * are qualified with its name.
 *
 * @since 0.1.0
 */
public final class ClientHooks {

	private final ListableBeanFactory beans;

	/**
	 * Create a new instance.
	 * @param beans where the hooks are
	 */
	public ClientHooks(ListableBeanFactory beans) {
		this.beans = beans;
	}

	/**
	 * Return the hooks of one client. Those of others are not touched: they may need this
	 * client to be made.
	 * @param <T> the type of the hooks
	 * @param type the type of the hooks
	 * @param client the client's name
	 * @return the hooks, in their order
	 */
	public <T> List<T> of(Class<T> type, String client) {
		return BeanFactoryAnnotationUtils.qualifiedBeansOfType(this.beans, type, client)
			.entrySet()
			.stream()
			.sorted(Comparator.comparingInt(this::order))
			.map(Map.Entry::getValue)
			.toList();
	}

	private int order(Map.Entry<String, ?> hook) {
		Order order = this.beans.findAnnotationOnBean(hook.getKey(), Order.class);
		if (order != null) {
			return order.value();
		}
		return (hook.getValue() instanceof Ordered ordered) ? ordered.getOrder() : Ordered.LOWEST_PRECEDENCE;
	}

}
