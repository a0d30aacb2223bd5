package dev.kith.profile;

/** What kind of profile it is; a user owns one of each at most. */
enum AccountType {
    REGULAR,
    INFLUENCER
}
