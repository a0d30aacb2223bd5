package dev.kith.snapshot;

/** Who follows whom as of one moment, and the name that this goes by. */
public record Snapshot(SnapshotName name, FollowArrays follows) {}
