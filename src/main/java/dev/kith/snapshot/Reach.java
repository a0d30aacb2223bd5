package dev.kith.snapshot;

import java.util.Arrays;

/** Whom a search has come to from one end: a hash table of numbers and the order in which it came to them. Not for several threads. */
final class Reach {

    private int[] table = empty(1 << 10);
    private int[] order = new int[1 << 9];
    private int count;
    private int polled;

    private static int[] empty(int size) {
        var table = new int[size];
        Arrays.fill(table, -1);
        return table;
    }

    /** Forgets all and begins anew at a profile. */
    void begin(int profile) {
        if (count > 0) {
            Arrays.fill(table, -1);
        }
        count = 0;
        polled = 0;
        add(profile);
    }

    /** How many were come to last, whose neighbours have not been looked at: as many are polled for the search to go one step on. */
    int border() {
        return count - polled;
    }

    /** The next of those. */
    int poll() {
        return order[polled++];
    }

    boolean has(int profile) {
        return table[place(profile)] == profile;
    }

    void add(int profile) {
        var place = place(profile);
        if (table[place] == profile) {
            return;
        }
        if (count == order.length) {
            order = Arrays.copyOf(order, 2 * count);
            table = empty(2 * table.length);
            for (int i = 0; i < count; i++) {
                table[place(order[i])] = order[i];
            }
            place = place(profile);
        }
        table[place] = profile;
        order[count++] = profile;
    }

    private int place(int key) {
        var mask = table.length - 1;
        var place = ((key * 0x9E3779B9) >>> 8) & mask;
        while (table[place] >= 0 && table[place] != key) {
            place = (place + 1) & mask;
        }
        return place;
    }
}
