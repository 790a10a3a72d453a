package dev.lifeguard.testsupport;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What a proxy and its clients say to each other before the first byte passes. The user
 * is {@value #USER}, the password {@value #PASSWORD}; SOCKS4 does not support passwords.
 */
public enum ProxyDialect {

	/** HTTP with CONNECT and Basic authentication. */
	HTTP {

		@Override
		boolean letsThrough(DataInputStream in, OutputStream out, Socket target) throws IOException {
			String head = headers(in);
			String[] authority = head.split(" ")[1].split(":");
			String credentials = Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes());
			if (!head.toLowerCase().contains("proxy-authorization: basic " + credentials.toLowerCase())) {
				say(out, "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n");
				return false;
			}
			target.connect(new InetSocketAddress(authority[0], Integer.parseInt(authority[1])));
			say(out, "HTTP/1.1 200 Connection established\r\n\r\n");
			return true;
		}

	},

	/** SOCKS version 4. */
	SOCKS4 {

		@Override
		boolean letsThrough(DataInputStream in, OutputStream out, Socket target) throws IOException {
			in.readUnsignedShort();
			int port = in.readUnsignedShort();
			byte[] address = in.readNBytes(4);
			boolean known = text(in).equals(USER);
			boolean byName = address[0] == 0 && address[1] == 0 && address[2] == 0;
			InetAddress host = byName ? InetAddress.getByName(text(in)) : Inet4Address.getByAddress(address);
			if (known) {
				target.connect(new InetSocketAddress(host, port));
			}
			out.write(new byte[] { 0, (byte) (known ? 90 : 91), 0, 0, 0, 0, 0, 0 });
			return known;
		}

	},

	/** SOCKS version 5 with user name and password. */
	SOCKS5 {

		@Override
		boolean letsThrough(DataInputStream in, OutputStream out, Socket target) throws IOException {
			in.readUnsignedByte();
			in.readNBytes(in.readUnsignedByte());
			out.write(new byte[] { 5, 2 });
			in.readUnsignedByte();
			boolean user = string(in).equals(USER);
			boolean known = string(in).equals(PASSWORD) && user;
			out.write(new byte[] { 1, (byte) (known ? 0 : 1) });
			if (known) {
				in.readNBytes(3);
				InetAddress host = (in.readUnsignedByte() == 3) ? InetAddress.getByName(string(in))
						: InetAddress.getByAddress(in.readNBytes(4));
				target.connect(new InetSocketAddress(host, in.readUnsignedShort()));
				out.write(new byte[] { 5, 0, 0, 1, 0, 0, 0, 0, 0, 0 });
			}
			return known;
		}

	},

	/** HTTP, but nobody may go anywhere. */
	FORBIDDING {

		@Override
		boolean letsThrough(DataInputStream in, OutputStream out, Socket target) throws IOException {
			headers(in);
			say(out, "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
			return false;
		}

	},

	/** Whoever asks is never answered. */
	SILENT {

		@Override
		boolean letsThrough(DataInputStream in, OutputStream out, Socket target) throws IOException {
			in.readAllBytes();
			return false;
		}

	},

	/** Whoever asks is cut off. */
	RUDE {

		@Override
		boolean letsThrough(DataInputStream in, OutputStream out, Socket target) {
			return false;
		}

	};

	/** The user whom a proxy knows. */
	public static final String USER = "somebody";

	/** The user's password. */
	public static final String PASSWORD = "s3cret";

	/**
	 * Talk to a client until it is clear whether it may pass; if it may, the target is
	 * connected.
	 */
	abstract boolean letsThrough(DataInputStream in, OutputStream out, Socket target) throws IOException;

	private static void say(OutputStream out, String text) throws IOException {
		out.write(text.getBytes(StandardCharsets.ISO_8859_1));
		out.flush();
	}

	private static String headers(DataInputStream in) throws IOException {
		StringBuilder head = new StringBuilder();
		while (head.indexOf("\r\n\r\n") == -1) {
			head.append((char) in.readUnsignedByte());
		}
		return head.toString();
	}

	private static String text(DataInputStream in) throws IOException {
		ByteArrayOutputStream text = new ByteArrayOutputStream();
		int next = in.readUnsignedByte();
		while (next != 0) {
			text.write(next);
			next = in.readUnsignedByte();
		}
		return text.toString(StandardCharsets.ISO_8859_1);
	}

	private static String string(DataInputStream in) throws IOException {
		return new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.ISO_8859_1);
	}

}
