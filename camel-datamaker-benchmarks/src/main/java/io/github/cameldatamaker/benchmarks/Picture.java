package io.github.cameldatamaker.benchmarks;

import java.util.List;
import java.util.Locale;

import io.github.cameldatamaker.benchmarks.harness.Figure;

/** Ratios as a picture: a bar each, the quartiles as a line through its end, and the goal as a mark. */
final class Picture {

    private static final int LABELS = 460;
    private static final int BARS = 420;
    private static final int VALUES = 80;
    private static final int LINE = 36;
    private static final int TOP = 64;
    /** Bars beyond it are cut. */
    private static final double LARGEST = 2.5;

    private static final String STYLE = """
            <style>
            text { font: 13px sans-serif; fill: #24292f; }
            .small { font-size: 11px; fill: #6e7781; }
            .right { text-anchor: end; } .middle { text-anchor: middle; }
            .reached { fill: #2da44e; } .missed { fill: #d4730b; } .none { fill: #6e8bb0; }
            .axis { stroke: #8c959f; stroke-width: 1; stroke-dasharray: 3 3; }
            .spread { stroke: #57606a; stroke-width: 2; }
            .goal { stroke: #cf222e; stroke-width: 3; }
            @media (prefers-color-scheme: dark) {
            text { fill: #d1d7de; } .small { fill: #9198a1; } .spread { stroke: #afb8c1; } .goal { stroke: #ff7b72; }
            }
            </style>
            """;

    private final StringBuilder svg = new StringBuilder();

    private Picture() {
    }

    /** Of those figures that are ratios. */
    static String of(List<Figure> figures) {
        List<Figure> ratios = figures.stream().filter(figure -> figure.unit().isRatio()).toList();
        Picture picture = new Picture();
        picture.draw(ratios);
        return picture.svg.toString();
    }

    private void draw(List<Figure> ratios) {
        int height = TOP + ratios.size() * LINE + 8;
        add("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\">%n", LABELS + BARS + VALUES, height);
        add("<title>What the component takes, as a ratio to what it is compared with</title>%n");
        svg.append(STYLE);
        add("<text x=\"8\" y=\"18\">What the component takes, as a ratio to what it is compared with: shorter is better</text>%n");
        add("<text class=\"small\" x=\"8\" y=\"36\">Green: the goal is reached. Orange: it is missed. Blue: there is none. Red mark: the goal. "
                + "Line: half of the rounds. Arrow: cut.</text>%n");
        for (double tick = 0; tick <= LARGEST; tick += 0.5) {
            add("<text class=\"small middle\" x=\"%d\" y=\"54\">%.1f</text>%n", x(tick), tick);
            add("<line class=\"axis\" x1=\"%d\" y1=\"58\" x2=\"%d\" y2=\"%d\"/>%n", x(tick), x(tick), height - 4);
        }
        for (int i = 0; i < ratios.size(); i++) {
            bar(ratios.get(i), TOP + i * LINE);
        }
        add("</svg>%n");
    }

    private void bar(Figure figure, int y) {
        double median = figure.value().median();
        add("<text class=\"right\" x=\"%d\" y=\"%d\">%s</text>%n", LABELS - 10, y + 14, escaped(figure.what()));
        add("<text class=\"small right\" x=\"%d\" y=\"%d\">against %s</text>%n", LABELS - 10, y + 28, escaped(figure.against()));
        add("<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"20\" rx=\"2\"/>%n",
                !figure.hasGoal() ? "none" : figure.isReached() ? "reached" : "missed", LABELS, y + 6, x(median) - LABELS);
        add("<line class=\"spread\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>%n", x(figure.value().low()), y + 16,
                x(figure.value().high()), y + 16);
        if (figure.goal() != null) {
            add("<line class=\"goal\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>%n", x(figure.goal()), y + 2, x(figure.goal()),
                    y + 30);
        }
        add("<text x=\"%d\" y=\"%d\">%s</text>%n", LABELS + BARS + 14, y + 20,
                figure.unit().text(median) + (median > LARGEST ? " →" : ""));
    }

    private void add(String format, Object... arguments) {
        svg.append(String.format(Locale.ROOT, format, arguments));
    }

    private static int x(double ratio) {
        return LABELS + (int) Math.round(Math.min(ratio, LARGEST) / LARGEST * BARS);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
