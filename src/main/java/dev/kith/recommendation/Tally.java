package dev.kith.recommendation;

import java.util.Arrays;

/** What speaks for each candidate of one profile: a hash table of numbers, used again for the next. Not for several threads. */
final class Tally {

    private static final int FIRST_CAPACITY = 1 << 12;

    private int[] keys = new int[FIRST_CAPACITY];
    private int[] mutual = new int[FIRST_CAPACITY];
    private float[] weight = new float[FIRST_CAPACITY];
    private float[] visits = new float[FIRST_CAPACITY];
    private int size;

    Tally() {
        Arrays.fill(keys, -1);
    }

    void clear() {
        Arrays.fill(keys, -1);
        size = 0;
    }

    /** How far places go; those without a candidate are negative. */
    int places() {
        return keys.length;
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
    int add(int candidate) {
        var place = place(candidate);
        if (keys[place] != candidate) {
            if (2 * ++size > keys.length) {
                grow();
                place = place(candidate);
            }
            keys[place] = candidate;
            mutual[place] = 0;
            weight[place] = 0;
            visits[place] = 0;
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
        keys = new int[2 * oldKeys.length];
        Arrays.fill(keys, -1);
        mutual = new int[keys.length];
        weight = new float[keys.length];
        visits = new float[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] >= 0) {
                var place = place(oldKeys[i]);
                keys[place] = oldKeys[i];
                mutual[place] = oldMutual[i];
                weight[place] = oldWeight[i];
                visits[place] = oldVisits[i];
            }
        }
    }
}
