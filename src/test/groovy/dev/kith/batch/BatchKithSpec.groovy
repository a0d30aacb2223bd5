package dev.kith.batch

import dev.kith.KithSpec
import spock.util.concurrent.PollingConditions

/** A spec of batches. */
abstract class BatchKithSpec extends KithSpec {

    protected static final String NOBODY = '4711'

    def soon = new PollingConditions(timeout: 20, delay: 0.05)

    /** The batch once it has ended. */
    protected Map ended(Object id) {
        def batch = null
        soon.eventually {
            batch = get("/v1/batches/$id").json
            assert batch.state in ['COMPLETED', 'CANCELLED']
        }
        batch
    }

    /** As after a crash: a batch that has ended looks as if it had not, and nobody works on it. */
    protected void reopen(Object id, String outcomes, String heartbeat = 'now()') {
        soon.eventually {
            assert kith.rows('SELECT settled FROM batch WHERE id = ?', id as long)*.settled == [true]
        }
        kith.rows("UPDATE batch SET state = 'RUNNING', settled = false, finished_at = NULL, heartbeat = $heartbeat WHERE id = ?".toString(), id as long)
        kith.rows('UPDATE batch_slice SET outcomes = ?, turn = 0 WHERE batch_id = ?', outcomes, id as long)
    }

    protected <T> T bean(Class<T> type) {
        kith.server.applicationContext.getBean(type)
    }
}
