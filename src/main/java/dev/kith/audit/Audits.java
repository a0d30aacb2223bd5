package dev.kith.audit;

import dev.kith.id.AuditRunId;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is known of the graph: the audits there are, what each found, and how it is made now. */
@Singleton
public class Audits {

    private final Catalogue catalogue;
    private final AuditRuns runs;
    private final AuditDrawing drawing;

    Audits(Catalogue catalogue, AuditRuns runs, AuditDrawing drawing) {
        this.catalogue = catalogue;
        this.runs = runs;
        this.drawing = drawing;
    }

    /** All, in order of their names. */
    public List<AuditView> all() {
        return catalogue.all().stream().map(AuditView::of).toList();
    }

    public AuditView find(String name) {
        return AuditView.of(catalogue.find(name));
    }

    /** The last run of each audit that was told nothing, by the audit's name; none of one that was never made. */
    public Map<String, AuditRunView.Summary> last() {
        return runs.last(catalogue.all()).stream()
                .map(row -> runs.view(row).summary())
                .collect(Collectors.toMap(AuditRunView.Summary::audit, Function.identity()));
    }

    /** The newest runs of an audit, whatever it was told. */
    public List<AuditRunView.Summary> newest(String name, int most) {
        return runs.newest(catalogue.find(name), Long.MAX_VALUE, most).stream()
                .map(row -> runs.view(row).summary())
                .toList();
    }

    /** Makes one for somebody who waits. */
    public AuditRunView run(String name, Map<String, Object> params) {
        return runs.run(name, params);
    }

    public AuditRunView find(AuditRunId id) {
        return runs.find(id);
    }

    /** Whether what an audit finds can be drawn: whether it has ids. */
    public boolean isDrawn(String name) {
        return catalogue.named(name).filter(audit -> !audit.ids().isEmpty()).isPresent();
    }

    /** Those whose ids a run found, and the edges between them as they are now. */
    public AuditDrawing.View draw(AuditRunId id) {
        return drawing.of(runs.find(id));
    }
}
