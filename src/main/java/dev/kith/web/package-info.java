/** What every route shares: problems, pages and cursors, entity tags, merge patches, the trace id. */
@NullMarked
package dev.kith.web;

import org.jspecify.annotations.NullMarked;
