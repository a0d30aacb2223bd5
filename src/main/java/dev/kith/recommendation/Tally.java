package dev.kith.recommendation;

import java.util.Arrays;

/** What speaks for each candidate of one profile: a hash table of numbers, used again for the next. Not for several threads. */
final class Tally {

    private static final int FIRST_CAPACITY = 1 << 12;
    private static final byte EXCLUDED = 1;
    private static final byte BACK = 2;

    private int[] keys = new int[FIRST_CAPACITY];
    private int[] mutual = new int[FIRST_CAPACITY];
    private float[] weight = new float[FIRST_CAPACITY];
    private float[] visits = new float[FIRST_CAPACITY];
    private byte[] marks = new byte[FIRST_CAPACITY];
    private int[] used = new int[FIRST_CAPACITY / 2];
    private int size;

    Tally() {
        Arrays.fill(keys, -1);
    }

    /** Costs as much as there was in it, however large it has grown. */
    void clear() {
        for (int i = 0; i < size; i++) {
            keys[used[i]] = -1;
        }
        size = 0;
    }

    /** How many there are, those included that are excluded. */
    int size() {
        return size;
    }

    /** Where one of them is. */
    int placeOf(int index) {
        return used[index];
    }

    boolean isExcluded(int place) {
        return (marks[place] & EXCLUDED) != 0;
    }

    int candidate(int place) {
        return keys[place];
    }

    int mutual(int place) {
        return mutual[place];
    }

    float weight(int place) {
        return weight[place];
    }

    float visits(int place) {
        return visits[place];
    }

    boolean followsBack(int place) {
        return (marks[place] & BACK) != 0;
    }

    /** A profile is none, whoever says so. */
    void exclude(int profile) {
        var place = place(profile);
        if (keys[place] == profile) {
            marks[place] |= EXCLUDED;
        }
    }

    /** The candidate follows. */
    void back(int candidate) {
        marks[add(candidate)] |= BACK;
    }

    /** Somebody who follows the candidate is followed. */
    void know(int candidate, float by) {
        var place = add(candidate);
        mutual[place]++;
        weight[place] += by;
    }

    /** A walk has come to a profile; it counts if that is a candidate. */
    void visit(int profile) {
        var place = place(profile);
        if (keys[place] == profile) {
            visits[place]++;
        }
    }

    /** Makes a profile a candidate; answers its place. */
    private int add(int candidate) {
        var place = place(candidate);
        if (keys[place] != candidate) {
            if (size == used.length) {
                grow();
                place = place(candidate);
            }
            used[size++] = place;
            keys[place] = candidate;
            mutual[place] = 0;
            weight[place] = 0;
            visits[place] = 0;
            marks[place] = 0;
        }
        return place;
    }

    private int place(int key) {
        var mask = keys.length - 1;
        var place = ((key * 0x9E3779B9) >>> 8) & mask;
        while (keys[place] >= 0 && keys[place] != key) {
            place = (place + 1) & mask;
        }
        return place;
    }

    private void grow() {
        var oldKeys = keys;
        var oldMutual = mutual;
        var oldWeight = weight;
        var oldVisits = visits;
        var oldMarks = marks;
        var oldUsed = used;
        keys = new int[2 * oldKeys.length];
        used = new int[keys.length / 2];
        Arrays.fill(keys, -1);
        mutual = new int[keys.length];
        weight = new float[keys.length];
        visits = new float[keys.length];
        marks = new byte[keys.length];
        for (int i = 0; i < size; i++) {
            var from = oldUsed[i];
            var place = place(oldKeys[from]);
            used[i] = place;
            keys[place] = oldKeys[from];
            mutual[place] = oldMutual[from];
            weight[place] = oldWeight[from];
            visits[place] = oldVisits[from];
            marks[place] = oldMarks[from];
        }
    }
}
