package dev.kith.bench;

import dev.kith.recommendation.Suggester;
import dev.kith.recommendation.Suggester.Suggestion;
import dev.kith.snapshot.FollowArrays;
import java.util.Comparator;
import java.util.List;

/** How the same candidates of a profile are put in order: their numbers, the best first. */
enum Ranking {
    MOST_FOLLOWED("most", "the most followed"),
    MUTUAL("mutual", "plain mutual count"),
    GENERATOR("generator", "the generator");

    private final String label;
    private final String title;

    Ranking(String label, String title) {
        this.label = label;
        this.title = title;
    }

    String label() {
        return label;
    }

    String title() {
        return title;
    }

    /** @param candidates all of one profile, as {@link Suggester} gives them */
    List<Integer> of(List<Suggestion> candidates, FollowArrays follows, int most) {
        return candidates.stream()
                .sorted(Comparator.<Suggestion>comparingDouble(candidate -> -score(candidate, follows))
                        .thenComparingInt(Suggestion::profile))
                .limit(most)
                .map(Suggestion::profile)
                .toList();
    }

    private double score(Suggestion candidate, FollowArrays follows) {
        return switch (this) {
            case MOST_FOLLOWED -> follows.followers(candidate.profile()).size();
            case MUTUAL -> candidate.mutual();
            case GENERATOR -> candidate.score();
        };
    }
}
