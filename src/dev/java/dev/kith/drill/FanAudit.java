package dev.kith.drill;

import dev.kith.drill.FanLedger.Standing;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares what lies in Postgres with what fans asked for and were promised. */
record FanAudit(Map<Mark, Standing> marks, Map<Long, Remark> promised, Set<Remark> asked) {

    static FanAudit of(FanLedger ledger) {
        return new FanAudit(ledger.marks(), ledger.promised(), ledger.asked());
    }

    /**
     * What is wrong, a line each; empty when nothing is.
     *
     * @param stored marks, and whether each stands
     * @param said remarks, by their ids
     */
    List<String> findings(Map<Mark, Boolean> stored, Map<Long, Remark> said) {
        var findings = new Findings();
        marks.forEach((mark, standing) -> {
            if (!standing.allows(stored.getOrDefault(mark, false))) {
                findings.note(
                        standing == Standing.GIVEN ? "given, but not there" : "taken back, but there still", mark);
            }
        });
        stored.keySet().stream()
                .filter(mark -> !marks.containsKey(mark))
                .forEach(mark -> findings.note("never asked for", mark));
        promised.forEach((id, remark) -> {
            if (!remark.equals(said.get(id))) {
                findings.note("said, but not there", remark);
            }
        });
        var once = new HashSet<Remark>();
        said.values().forEach(remark -> {
            if (!asked.contains(remark)) {
                findings.note("never said", remark);
            } else if (!once.add(remark)) {
                findings.note("there twice", remark);
            }
        });
        return findings.lines();
    }
}
