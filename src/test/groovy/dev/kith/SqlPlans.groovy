package dev.kith

import java.time.Instant
import java.time.LocalDate

import static java.time.ZoneOffset.UTC
import static java.time.temporal.ChronoUnit.MILLIS

/** The statements that are run most, as feature, repository and method: with what, and the path that each is to take. */
final class SqlPlans {

    private static final long POST = idAt('2025-06-15')
    private static final long POST_OF_MARCH = idAt('2025-03-15')
    private static final List<Long> OF_A_MONTH = [POST, POST + 1]
    private static final long LATE = Long.MAX_VALUE
    private static final String ROWS = '[{"id": 1}]'

    /** Each node before those that it reads from; the months of posts are all one. */
    static final Map<String, List> ALL = [
            'profile.Profile.insert': [[rows: ROWS], 'Insert profile > jsonb_to_recordset'],
            'profile.Profile.find': [[id: 7L], 'Index Scan profile_pkey'],
            'profile.Profile.findByHandle': [[handle: 'profile_7'], 'Index Scan profile_handle_key'],
            'profile.Profile.hasEmail': [[email: '7@example.org'], 'Result > Index Scan profile_by_email'],
            'profile.Profile.findForUpdate': [[id: 7L], 'LockRows > Index Scan profile_pkey'],
            'profile.Profile.hold': [[ids: [7L]], 'LockRows > Index Scan profile_pkey'],
            'profile.Profile.findAll': [[ids: [7L, 8L]], 'Index Scan profile_pkey'],
            'profile.Profile.cards': [[ids: (1L..20L).toList()], 'Index Scan profile_pkey'],
            'profile.Profile.cardsByHandle': [[handles: ['profile_7', 'profile_8']], 'Index Scan profile_handle_key'],
            'profile.Profile.cardsOfUser': [[userId: '7'], 'Index Scan Backward profile_of_user'],
            'profile.Profile.withHandle': [[prefix: 'profile_7', most: 20], 'Limit > Index Scan profile_by_handle'],
            'profile.Profile.withName': [[prefix: 'Profile 7', most: 20], 'Limit > Index Scan profile_by_name'],
            'profile.Profile.sharingTags': [[id: 7L, looked: 1_000, most: 100], 'Limit (CTE mine = Index Scan profile_pkey; Sort > Subquery Scan (Limit (CTE Scan mine; Bitmap Heap Scan > Bitmap Index Scan profile_tagged); Aggregate (CTE Scan mine; unnest)))'],
            'profile.Profile.tombstones': [[ids: [7L]], 'Index Scan profile_pkey'],

            'profile.Reader.note': [[readers: [7L]], 'Insert profile_reader > Sort > unnest'],
            'profile.Reader.page': [[since: Instant.EPOCH, after: 7L, most: 10], 'Limit > Index Scan profile_reader_pkey'],

            'community.Community.find': [[id: 100_001L], 'Index Scan community_pkey'],
            'community.Community.hold': [[id: 100_001L], 'LockRows > Index Scan community_pkey'],
            'community.Community.findAll': [[ids: [100_001L, 100_002L]], 'Index Scan community_pkey'],
            'community.Community.newest': [[before: LATE, most: 21], 'Limit > Index Scan Backward community_pkey'],
            'community.Community.ofAdmin': [[admin: 7L], 'Index Scan community_of_admin'],

            'community.Topic.findAll': [[ids: [200_001L]], 'Index Scan topic_pkey'],
            'community.Topic.namedIn': [[communities: [100_001L], names: ['topic_1']], 'Nested Loop (unnest; Index Scan topic_community_id_name_key)'],
            'community.Topic.newest': [[community: 100_001L, before: LATE, most: 21], 'Limit > Index Scan topic_of_community'],

            'post.Post.insert': [[rows: ROWS], 'Insert post > jsonb_to_recordset'],
            'post.Post.findAll': [[ids: OF_A_MONTH], 'Index Scan post_MONTH_pkey'],
            'post.Post.findForUpdate': [[id: POST], 'LockRows > Index Scan post_MONTH_pkey'],
            'post.Post.delete': [[ids: OF_A_MONTH], 'Update post > Index Scan post_MONTH_pkey'],
            'post.Post.tombstones': [[ids: [POST, POST_OF_MARCH]], 'Append (Index Scan post_MONTH_pkey; Index Scan post_MONTH_pkey)'],
            'post.Post.claimReposts': [[originals: [POST], authors: [7L], ids: [POST]], 'Insert repost > unnest'],
            'post.Post.removeReposts': [[originals: [POST], ids: [POST]], 'Delete repost > Nested Loop (Aggregate > unnest; Index Scan repost_pkey)'],
            'post.Post.keepRevision': [[id: POST, createdAt: Instant.EPOCH], 'Insert revision > Index Scan post_MONTH_pkey'],

            'post.PostEntry.add': [[sources: [7L], posts: [POST], authors: [7L]], 'Insert post_entry > unnest'],
            'post.PostEntry.remove': [[sources: [7L], posts: [POST]], 'Delete post_entry > Nested Loop (Aggregate > unnest; Index Scan post_entry_pkey)'],
            'post.PostEntry.countOf': [[author: 7L], 'Aggregate > Index Only Scan post_entry_pkey'],
            'post.PostEntry.newest': [[source: 100_001L, before: LATE, most: 21], 'Limit > Index Only Scan Backward post_entry_pkey'],
            'post.PostEntry.newestBy': [[author: 1L, before: LATE, most: 21], 'Limit > Index Only Scan Backward post_entry_pkey'],
            'post.PostEntry.newestFrom': [[authors: (1L..50L).toList(), froms: [POST_OF_MARCH] * 50, tos: [POST] * 50, communities: [100_001L], reader: 7L, before: LATE, most: 21], '''
                        Limit > Sort > Unique > Sort > Append (Nested Loop (unnest; Limit > Index Only Scan Backward post_entry_pkey);
                        Nested Loop (unnest; Limit > Index Only Scan Backward post_entry_pkey))'''],
            'post.PostEntry.oldestOf': [[authors: [1L, 2L], befores: [POST, POST], counts: [100L, 1_000L]], 'Nested Loop (unnest; Limit > Index Only Scan Backward post_entry_pkey)'],

            'comment.Comment.insert': [[rows: ROWS], 'Insert comment > jsonb_to_recordset'],
            'comment.Comment.findAll': [[ids: OF_A_MONTH], 'Index Scan comment_pkey'],
            'comment.Comment.findForUpdate': [[id: POST], 'LockRows > Index Scan comment_pkey'],
            'comment.Comment.threads': [[post: POST, before: LATE, most: 21], 'Limit > Index Only Scan comment_of_post'],
            'comment.Comment.replies': [[parent: POST, before: LATE, most: 21], 'Limit > Index Only Scan comment_of_parent'],
            'comment.Comment.of': [[author: 7L, most: 500], 'Limit > Index Scan comment_by_author'],
            'comment.Comment.ofPosts': [[posts: [POST], most: 500], 'Limit > Sort > Append (Index Only Scan comment_of_post; Nested Loop (Index Only Scan comment_of_post; Index Only Scan comment_of_parent))'],

            'reaction.Reaction.give': [[rows: ROWS], 'Insert reaction > Subquery Scan > Sort > jsonb_to_recordset'],
            'reaction.Reaction.find': [[item: POST, kind: 'LIKE', profile: 7L], 'Index Scan reaction_by_profile'],
            'reaction.Reaction.withdraw': [[item: POST, kind: 'LIKE', profile: 7L], 'Update reaction > Index Scan reaction_by_profile'],
            'reaction.Reaction.remove': [[item: POST, kind: 'STAR', profile: 7L], 'Delete reaction > Index Scan reaction_by_profile'],
            'reaction.Reaction.newest': [[item: POST, kind: null, before: LATE, most: 21], 'Limit > Index Scan reaction_newest'],
            'reaction.Reaction.reactedSince': [[items: OF_A_MONTH, since: 7L], 'Nested Loop Semi (unnest; Index Only Scan reaction_newest)'],
            'reaction.Reaction.standing': [[items: OF_A_MONTH, profiles: [7L, 8L]], 'Unique > Sort > Nested Loop (unnest; Index Only Scan reaction_newest)'],
            'reaction.Reaction.eraseOf': [[items: [POST], most: 1000], 'Delete reaction > Nested Loop (Aggregate > Subquery Scan > Limit > Index Only Scan reaction_pkey; Index Scan reaction_by_profile)'],
            'reaction.Reaction.eraseBy': [[profile: 7L, most: 1000], 'Delete reaction > Nested Loop (Aggregate > Subquery Scan > Limit > Index Scan reaction_by_profile; Index Scan reaction_by_profile)'],

            'reaction.Recount.crowded': [[items: OF_A_MONTH, slots: 4], 'Aggregate > Index Only Scan item_count_pkey'],
            'reaction.Recount.hold': [[item: POST], 'LockRows > Index Scan item_count_pkey'],
            'reaction.Recount.recount': [[item: POST, held: [1, 2], kept: 1], '''
                        Update item_count (Aggregate > Index Scan comment_of_post;
                        Aggregate > Index Only Scan comment_of_parent;
                        Aggregate > Nested Loop (Index Only Scan Backward comment_of_post; Index Only Scan comment_of_parent);
                        Nested Loop (Nested Loop (Nested Loop (Index Scan item_count_pkey; Subquery Scan > Aggregate > Index Scan reaction_pkey); Subquery Scan > Aggregate > Index Only Scan repost_pkey); Subquery Scan > Aggregate > Index Scan item_count_pkey))'''],

            'count.Count.sums': [[items: OF_A_MONTH], 'Aggregate > Index Scan item_count_pkey'],
            'count.Count.add': [[changes: /[{"item": 1, "likes": 1}]/], '''
                        Insert item_count (CTE change = Sort > jsonb_to_recordset;
                        CTE free = Nested Loop (CTE Scan change; Subquery Scan > Limit > LockRows > Index Scan item_count_pkey);
                        CTE counted = Update item_count > Hash Join (Nested Loop (CTE Scan free; Index Scan item_count_pkey); Hash (CTE Scan change));
                        Subquery Scan (CTE Scan change (CTE Scan free)))'''],

            'text.Hashtag.insert': [[ids: [1L], tags: ['tag']], 'Insert hashtag > Subquery Scan > Sort > unnest'],
            'text.Hashtag.named': [[tags: ['tag_7']], 'Index Scan hashtag_tag_key'],
            'text.Hashtag.findAll': [[ids: [300_007L]], 'Index Scan hashtag_pkey'],

            'outbox.Outbox.add': [[type: 'post', keys: [7L], traceId: null, delay: 0L], 'Insert outbox > unnest'],
            'outbox.Outbox.lockDue': [[keys: 500, recordsOfKey: 1_000], '''
                    Nested Loop (CTE earliest = Limit > LockRows > Nested Loop Anti (Index Scan outbox_due; Index Scan outbox_of_key);
                        CTE Scan earliest; Limit > Index Scan outbox_of_key)'''],
            'outbox.Outbox.remove': [[ids: (1L..500L).toList()], 'Delete outbox > Index Scan outbox_pkey'],
            'outbox.Outbox.release': [[ids: (1L..500L).toList()], 'Update outbox > Index Scan outbox_pkey'],

            'idempotency.Idempotency.find': [[route: 'route', key: 'key 7'], 'Index Scan idempotency_key_pkey'],

            'notification.Inbox.hold': [[profiles: [7L, 8L]], 'Insert notification_inbox > Subquery Scan > Sort > unnest'],
            'notification.Inbox.find': [[profile: 7L], 'Index Scan notification_inbox_pkey'],
            'notification.Inbox.versions': [[profiles: [7L, 8L]], 'Index Scan notification_inbox_pkey'],
            'notification.Inbox.advance': [[profiles: [7L, 8L], places: [9L, 10L]], 'Update notification_inbox > Nested Loop (unnest; Index Scan notification_inbox_pkey)'],
            'notification.Inbox.see': [[profile: 7L, upTo: 9L], 'Update notification_inbox > Index Scan notification_inbox_pkey'],
            'notification.Inbox.prefer': [[profile: 7L, off: ['FOLLOW']], 'Insert notification_inbox > Result'],
            'notification.Inbox.raise': [[profiles: [7L, 8L]], 'Update notification_inbox > Nested Loop (Unique > Sort > Subquery Scan > LockRows > Index Scan notification_inbox_pkey; Index Scan notification_inbox_pkey)'],
            'notification.Inbox.remove': [[profile: 7L], 'Delete notification_inbox > Index Scan notification_inbox_pkey'],

            'notification.Notification.lock': [[whats: ['something']], 'Aggregate > Nested Loop (unnest; pg_advisory_xact_lock)'],
            'notification.Notification.open': [[lines: ROWS, after: 7L], 'Nested Loop (jsonb_to_recordset; Limit > Index Scan notification_of_subject)'],
            'notification.Notification.insert': [[rows: ROWS], 'Insert notification > jsonb_to_recordset'],
            'notification.Notification.move': [[rows: ROWS], 'Update notification > Nested Loop (jsonb_to_recordset; Index Scan notification_pkey)'],
            'notification.Notification.newest': [[recipient: 1L, before: LATE, asOf: 30_000L, off: ['FOLLOW'], most: 21], 'Limit > Merge Append (Limit > Index Scan notification_newest; Sort > Nested Loop (Index Scan notification_newest; Subquery Scan > Limit > Index Only Scan notification_entry_newest))'],
            'notification.Notification.unread': [[recipient: 1L, before: LATE, off: ['FOLLOW'], most: 101], 'Limit > Index Scan notification_unread'],
            'notification.Notification.since': [[recipient: 1L, after: 7L, off: ['FOLLOW'], most: 101], 'Limit > Index Scan notification_newest'],
            'notification.Notification.placeOf': [[recipient: 7L, id: 7L], 'Index Scan notification_pkey'],
            'notification.Notification.read': [[recipient: 7L, ids: [7L, 8L]], 'Update notification > Hash Join Right Semi (unnest; Hash > Index Scan notification_unread)'],
            'notification.Notification.eraseOf': [[subjects: OF_A_MONTH], 'Delete notification > Index Scan notification_of_subject'],
            'notification.Notification.eraseFor': [[recipient: 7L, most: 1000], 'Delete notification > Nested Loop (Aggregate > Subquery Scan > Limit > Index Only Scan notification_pkey; Index Scan notification_pkey)'],
            'notification.Notification.eraseEmpty': [[recipient: 7L, ids: [7L, 8L]], 'Delete notification > Nested Loop Anti (Hash Join Semi (Bitmap Heap Scan > Bitmap Index Scan notification_newest; Hash > unnest); Index Scan notification_entry_newest)'],

            'notification.Entry.find': [[keys: ROWS], 'Nested Loop (jsonb_to_recordset; Index Scan notification_entry_pkey)'],
            'notification.Entry.ofLines': [[subjects: [POST], recipients: [7L], kind: 'INVITATION'], 'Nested Loop (unnest; Index Scan notification_entry_pkey)'],
            'notification.Entry.ofCauses': [[causes: OF_A_MONTH], 'Index Scan notification_entry_of_cause'],
            'notification.Entry.reacted': [[items: OF_A_MONTH], 'Nested Loop Semi (unnest; Index Only Scan notification_entry_reacted)'],
            'notification.Entry.newestReactions': [[item: POST, most: 200], 'Limit > Index Scan notification_entry_reacted'],
            'notification.Entry.newest': [[recipient: 1L, notifications: (1000L..1020L).toList(), most: 101], 'Nested Loop (unnest; Limit > Index Scan notification_entry_newest)'],
            'notification.Entry.put': [[rows: ROWS], 'Insert notification_entry > jsonb_to_recordset'],
            'notification.Entry.end': [[keys: ROWS], 'Update notification_entry > Nested Loop (jsonb_to_recordset; Index Scan notification_entry_pkey)'],
            'notification.Entry.eraseOf': [[subjects: OF_A_MONTH, most: 1000], 'Delete notification_entry > Nested Loop (Aggregate > Subquery Scan > Limit > Index Only Scan notification_entry_pkey; Index Scan notification_entry_pkey)'],
            'notification.Entry.eraseBy': [[actor: 7L, most: 1000], 'Delete notification_entry > Nested Loop (Aggregate > Subquery Scan > Limit > Index Scan notification_entry_by_actor; Index Scan notification_entry_pkey)'],
            'notification.Entry.eraseFor': [[recipient: 7L, most: 1000], 'Delete notification_entry > Nested Loop (Aggregate > Subquery Scan > Limit > Index Scan notification_entry_newest; Index Scan notification_entry_pkey)'],
            'notification.Entry.forget': [[before: Instant.EPOCH, most: 1000], 'Delete notification_entry > Nested Loop (Aggregate > Subquery Scan > Limit > Index Scan notification_entry_gone; Index Scan notification_entry_pkey)'],

            'notification.Hush.add': [[items: [7L], profiles: [0L]], 'Insert notification_hushed > unnest'],
            'notification.Hush.among': [[items: [7L, 8L], profiles: [0L]], 'Index Scan notification_hushed_pkey'],
            'notification.Hush.forget': [[before: Instant.EPOCH, most: 1000], 'Delete notification_hushed > Nested Loop (Aggregate > Subquery Scan > Limit > Index Scan notification_hushed_by_age; Index Scan notification_hushed_pkey)'],

            'batch.Batch.find': [[id: 7L], 'Index Scan batch_pkey'],
            'batch.Batch.newest': [[before: LATE, most: 21], 'Limit > Index Scan Backward batch_pkey'],
            'batch.Batch.goOnReceiving': [[id: 7L], 'Update batch > Index Scan batch_pkey'],
            'batch.Batch.run': [[id: 7L], 'Update batch > Index Scan batch_pkey'],
            'batch.Batch.takeOver': [[seconds: 10L, most: 100], 'Update batch > Nested Loop (Aggregate > Subquery Scan > Limit > LockRows > Index Scan batch_unsettled; Index Scan batch_pkey)'],
            'batch.Batch.givenUp': [[seconds: 10L, most: 100], 'Limit > Index Scan batch_unsettled'],
            'batch.BatchItem.add': [[batch: 7L, from: 0, sources: [1L], targets: [2L]], 'Insert batch_item > Subquery Scan > WindowAgg > unnest > Index Only Scan batch_item_batch_id_source_id_target_id_key'],
            'batch.BatchItem.claim': [[batch: 7L, most: 5], 'Limit (Index Scan batch_pkey; LockRows > Result > Index Scan batch_slice_pending)'],
            'batch.BatchItem.ofSlices': [[batch: 7L, slices: [0, 1]], 'Nested Loop (unnest; Aggregate > Sort > Bitmap Heap Scan > Bitmap Index Scan batch_item_pkey)'],
            'batch.BatchItem.write': [[batch: 7L, numbers: [0, 1], letters: ['c', 'e']], 'Update batch_slice > Hash Join (Bitmap Heap Scan > Bitmap Index Scan batch_slice_pkey; Hash > unnest)'],
            'batch.BatchItem.counts': [[batch: 7L, letters: ['c', 'e']], 'Nested Loop (Aggregate > Bitmap Heap Scan > Bitmap Index Scan batch_slice_pkey; unnest)'],
            'batch.BatchItem.page': [[batch: 7L, after: 100, letter: 'c', most: 21], 'Limit > Incremental Sort > Nested Loop (Index Scan batch_slice_pkey; Subquery Scan > Sort > Bitmap Heap Scan > Bitmap Index Scan batch_item_pkey)'],

            'recommendation.Run.underWay': [[profile: 7L], 'Index Scan recommendation_run_open'],
            'recommendation.Run.newest': [[before: LATE, most: 21], 'Limit > Index Scan Backward recommendation_run_pkey'],
            'recommendation.Run.lease': [[id: 7L, worker: 'worker', seconds: 60L], 'Update recommendation_run > Index Scan recommendation_run_pkey'],
            'recommendation.Run.advance': [[id: 7L, worker: 'worker', reached: 7L, done: 1, failed: 0, stored: 50L], 'Update recommendation_run > Index Scan recommendation_run_pkey'],
            'recommendation.Run.left': [[seconds: 60L, most: 100], 'Limit > Index Scan recommendation_run_unfinished'],

            'audit.AuditRun.lastComparable': [[audit: 'audit_7', params: '{}'], 'Limit > Index Scan audit_run_comparable'],
            'audit.AuditRun.newest': [[audit: 'audit_7', before: LATE, most: 21], 'Limit > Index Scan audit_run_newest'],
            'audit.AuditRun.lastOf': [[audits: ['audit_7', 'audit_8']], 'Nested Loop (unnest; Limit > Index Scan audit_run_newest)'],

            'reconcile.Reconciliation.last': [[place: 'place_7'], 'Limit > Index Scan reconciliation_place_last'],
            'reconcile.Reconciliation.newest': [[before: LATE, most: 21], 'Limit > Index Scan Backward reconciliation_pkey'],
            'reconcile.Reconciliation.findings': [[run: 7L, place: 'PROFILES', after: '', most: 500], 'Limit > Index Scan reconciliation_finding_pkey'],
            'reconcile.Holding.profiles': [[after: 7L, to: LATE, most: 5_000], 'Limit > Index Scan profile_pkey'],

            'media.Media.findReady': [[ids: [7L]], 'Index Scan media_pkey'],
            'media.Media.findForUpdate': [[ids: [7L]], 'LockRows > Index Scan media_pkey'],
            'media.Media.findOfItemsForUpdate': [[items: [7L]], 'LockRows > Sort > Index Scan media_of_item'],
            'media.Media.attach': [[ids: [7L], item: POST], 'Update media > Index Scan media_pkey'],
            'media.Media.lockExpired': [[most: 100], 'Limit > LockRows > Index Scan media_expiring'],
            'media.Media.lockWithoutThumbnails': [[:], 'Limit > LockRows > Index Scan media_without_thumbnails'],

            'media.Leftover.lockDue': [[most: 100], 'Limit > LockRows > Index Scan media_leftover_due']
    ]

    /** The least id of a day, as first_post_id in the schema has it. */
    private static long idAt(String day) {
        MILLIS.between(LocalDate.of(2000, 1, 1).atStartOfDay(UTC), LocalDate.parse(day).atStartOfDay(UTC)) << 22
    }
}
