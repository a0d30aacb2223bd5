package dev.kith.bench;

import dev.kith.recommendation.Suggester;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * How well each ranking finds hidden follows again: recall, the mean share of a profile's hidden follows that is among the first; MRR, the mean of 1 / the rank of
 * the first of them (0 where none is). Most are returned, by which they give themselves away; so of those that are not, it is told which share is among the first,
 * and which among the first of the candidates who do not follow.
 */
final class Quality {

    private static final int FIRST = 20;

    private final HiddenFollows network;
    private final long seed;
    private final Map<Ranking, Score> scores = new EnumMap<>(Ranking.class);
    private int oneWay;

    /** What a ranking has come to. */
    private static final class Score {
        private double recall;
        private double reciprocalRank;
        private int oneWay;
        private int oneWayAmongAll;
    }

    Quality(HiddenFollows network, long seed) {
        this.network = network;
        this.seed = seed;
    }

    List<Figure> measure() {
        for (var ranking : Ranking.values()) {
            scores.put(ranking, new Score());
        }
        var suggester = new Suggester(network.shown(), seed);
        network.hidden().forEach((source, hidden) -> {
            oneWay += (int) hidden.stream()
                    .filter(target -> !network.isReciprocal(source, target))
                    .count();
            var number = network.shown().number(source);
            var candidates = suggester.suggest(number, Integer.MAX_VALUE);
            var strangers = candidates.stream()
                    .filter(candidate -> !candidate.followsBack())
                    .toList();
            scores.forEach((ranking, score) -> {
                take(score, source, hidden, ranking.of(candidates, network.shown(), FIRST));
                score.oneWay += (int) ranking.of(strangers, network.shown(), FIRST).stream()
                        .filter(one -> hidden.contains(network.shown().id(one)))
                        .count();
            });
        });
        return scores.keySet().stream().flatMap(this::figures).toList();
    }

    private void take(Score score, long source, Set<Long> hidden, List<Integer> ranked) {
        var found = 0;
        for (int i = 0; i < ranked.size(); i++) {
            var target = network.shown().id(ranked.get(i));
            if (hidden.contains(target)) {
                score.reciprocalRank += found == 0 ? 1.0 / (i + 1) : 0;
                score.oneWayAmongAll += network.isReciprocal(source, target) ? 0 : 1;
                found++;
            }
        }
        score.recall += (double) found / hidden.size();
    }

    private Stream<Figure> figures(Ranking ranking) {
        var profiles = network.hidden().size();
        var isOurs = ranking == Ranking.GENERATOR;
        var score = of(ranking);
        var bestRecall = best(other -> other.recall) / profiles;
        var bestRank = best(other -> other.reciprocalRank) / profiles;
        var strangers = (double) Math.max(1, oneWay);
        return Stream.of(
                new Figure(
                        "recall." + ranking.label(),
                        "recall@20 of " + ranking.title(),
                        score.recall / profiles,
                        Figure.RECALL,
                        isOurs ? new Figure.Bound.MoreThan(bestRecall) : null),
                new Figure(
                        "mrr." + ranking.label(),
                        "mean reciprocal rank of " + ranking.title(),
                        score.reciprocalRank / profiles,
                        Figure.MRR,
                        isOurs ? new Figure.Bound.MoreThan(bestRank) : null),
                new Figure(
                        "oneway.all." + ranking.label(),
                        "share of the %,d that are not returned, of %s".formatted(oneWay, ranking.title()),
                        score.oneWayAmongAll / strangers,
                        Figure.SHARE,
                        null),
                new Figure(
                        "oneway." + ranking.label(),
                        "share of the %,d that are not returned, among those who do not follow, of %s"
                                .formatted(oneWay, ranking.title()),
                        score.oneWay / strangers,
                        Figure.SHARE,
                        isOurs ? new Figure.Bound.MoreThan(best(other -> other.oneWay) / strangers) : null));
    }

    /** Of the rankings that the generator is compared with. */
    private double best(ToDoubleFunction<Score> by) {
        return Math.max(by.applyAsDouble(of(Ranking.MOST_FOLLOWED)), by.applyAsDouble(of(Ranking.MUTUAL)));
    }

    private Score of(Ranking ranking) {
        return Objects.requireNonNull(scores.get(ranking));
    }
}
