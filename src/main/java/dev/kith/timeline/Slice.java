package dev.kith.timeline;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The newest part of a list of posts. Pure.
 *
 * @param ids newest first, each once, all greater than the floor
 * @param floor all posts of the list with a greater id are here; 0 when all are
 */
record Slice(List<Long> ids, long floor) {

    /** What is left of ids in any order, of which some may be there twice and some lie below the floor. */
    static Slice of(LongStream ids, long floor) {
        var sorted = ids.filter(id -> id > floor).sorted().distinct().toArray();
        var newestFirst = new Long[sorted.length];
        for (int i = 0; i < sorted.length; i++) {
            newestFirst[i] = sorted[sorted.length - 1 - i];
        }
        return new Slice(Arrays.asList(newestFirst), floor);
    }

    /** What a query for so many of the newest has found: with fewer, there are no others. */
    static Slice found(List<Long> newest, int most) {
        return new Slice(newest, newest.size() < most ? 0 : newest.getLast() - 1);
    }

    /** The newest of it; what is dropped raises the floor. */
    Slice newest(int most) {
        return ids.size() <= most ? this : new Slice(List.copyOf(ids.subList(0, most)), ids.get(most));
    }

    /** The part of it from a post on, of a list to which nothing older belongs. */
    Slice from(long first) {
        return new Slice(ids.stream().takeWhile(id -> id >= first).toList(), floor < first ? 0 : floor);
    }

    /** What is in any of them, down to where one of them ends first. */
    static Slice merge(Collection<Slice> slices) {
        return of(
                slices.stream().flatMap(slice -> slice.ids().stream()).mapToLong(Long::longValue),
                slices.stream().mapToLong(Slice::floor).max().orElse(0));
    }

    /** Up to so many that are older than a post. */
    List<Long> before(long post, int most) {
        return ids.stream().dropWhile(id -> id >= post).limit(most).toList();
    }
}
