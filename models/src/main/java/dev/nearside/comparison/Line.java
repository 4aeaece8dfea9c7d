package dev.nearside.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A line through measured points that single wild ones do not move: the medians of all slopes and of all intercepts (Theil,
 * 1950; Sen, 1968).
 *
 * @param intercept where it is at 0
 * @param slope how it rises
 */
record Line(double intercept, double slope) {

    /** A point. */
    record Point(double x, double y) {}

    /** The line through these; empty unless there are points at two places at least. */
    static Optional<Line> through(List<Point> points) {
        List<Double> slopes = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            for (int j = i + 1; j < points.size(); j++) {
                double apart = points.get(j).x - points.get(i).x;
                if (apart != 0) {
                    slopes.add((points.get(j).y - points.get(i).y) / apart);
                }
            }
        }
        Optional<Spread> slope = Spread.of(slopes);
        if (slope.isEmpty()) {
            return Optional.empty();
        }
        List<Double> intercepts = new ArrayList<>();
        for (Point point : points) {
            intercepts.add(point.y - slope.get().median() * point.x);
        }
        return Spread.of(intercepts)
                .map(each -> new Line(each.median(), slope.get().median()));
    }

    double at(double x) {
        return intercept + slope * x;
    }
}
