package dev.lifeguard.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;

/**
 * A Tomcat on loopback that keeps idle connections for so long, and counts.
 */
public final class TomcatServer implements AutoCloseable {

	private final Tomcat tomcat = new Tomcat();

	private final AtomicInteger requests = new AtomicInteger();

	private TomcatServer(int keepAliveMillis) throws IOException, LifecycleException {
		Path folder = Files.createTempDirectory("tomcat");
		this.tomcat.setBaseDir(folder.toString());
		this.tomcat.setPort(0);
		this.tomcat.getConnector().setProperty("address", "127.0.0.1");
		this.tomcat.getConnector().setProperty("keepAliveTimeout", String.valueOf(keepAliveMillis));
		Context context = this.tomcat.addContext("", folder.toString());
		Tomcat.addServlet(context, "counting", new Counting(this.requests)).addMapping("/");
		this.tomcat.start();
	}

	/**
	 * Start a server.
	 * @param keepAliveMillis how long it keeps an idle connection
	 * @return the server
	 */
	public static TomcatServer start(int keepAliveMillis) {
		try {
			return new TomcatServer(keepAliveMillis);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (LifecycleException ex) {
			throw new IllegalStateException(ex);
		}
	}

	public int requests() {
		return this.requests.get();
	}

	public String url() {
		return "http://127.0.0.1:" + this.tomcat.getConnector().getLocalPort() + "/";
	}

	@Override
	public void close() {
		try {
			this.tomcat.stop();
			this.tomcat.destroy();
		}
		catch (LifecycleException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Counts requests, and answers them.
	 */
	@SuppressWarnings("serial")
	private static final class Counting extends HttpServlet {

		private final transient AtomicInteger requests;

		Counting(AtomicInteger requests) {
			this.requests = requests;
		}

		@Override
		protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
			request.getInputStream().readAllBytes();
			this.requests.incrementAndGet();
			response.getWriter().print("ok");
		}

	}

}
