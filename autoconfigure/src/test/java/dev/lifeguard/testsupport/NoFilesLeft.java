package dev.lifeguard.testsupport;

import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.lifeguard.registry.LifeguardClients;

/**
 * A program that makes a call when its process may open no more files, and another one
 * when it may again.
 */
public final class NoFilesLeft {

	private static final int MOST = 100_000;

	private NoFilesLeft() {
	}

	/**
	 * Run the program.
	 * @param arguments the face, a URL to begin with, and another one
	 * @throws Exception if it fails
	 */
	public static void main(String... arguments) throws Exception {
		Face face = Face.valueOf(arguments[0]);
		try (App app = App.lifeguard("retry.enabled=false")) {
			app.caller(face).get(arguments[1]).get(30, TimeUnit.SECONDS);
			load(Path.of(LifeguardClients.class.getProtectionDomain().getCodeSource().getLocation().toURI()));
			said(CompletableFuture.failedFuture(new IOException("loads what says it")));
			List<Closeable> files = open();
			List<String> said = said(app.caller(face).get(arguments[2]));
			for (Closeable file : files) {
				file.close();
			}
			said.forEach(System.out::println);
			System.out.println("then: " + said(app.caller(face).get(arguments[2])).get(0));
		}
		System.exit(0);
	}

	/**
	 * A class cannot be loaded from a directory without opening a file.
	 */
	private static void load(Path classes) throws IOException {
		try (Stream<Path> files = Files.walk(classes)) {
			files.map((file) -> classes.relativize(file).toString())
				.filter((name) -> name.endsWith(".class"))
				.map((name) -> name.replace(".class", "").replace('/', '.'))
				.forEach(NoFilesLeft::load);
		}
	}

	private static void load(String type) {
		try {
			Class.forName(type, true, NoFilesLeft.class.getClassLoader());
		}
		catch (ClassNotFoundException | LinkageError ex) {
			// needs what is not on the class path
		}
	}

	private static List<Closeable> open() {
		List<Closeable> files = new ArrayList<>();
		try {
			while (files.size() < MOST) {
				files.add(new FileInputStream("/dev/null"));
			}
		}
		catch (IOException ex) {
			return files;
		}
		return files;
	}

	private static List<String> said(Future<String> call) throws Exception {
		try {
			return List.of(call.get(30, TimeUnit.SECONDS));
		}
		catch (ExecutionException ex) {
			return Calls.causes(ex).map(Throwable::toString).toList();
		}
	}

}
