package dev.lifeguard.sample.demo;

import java.util.List;

/**
 * Points that there are when a page is opened.
 *
 * @param points the points, oldest first
 */
record Points(List<Point> points) {

}
