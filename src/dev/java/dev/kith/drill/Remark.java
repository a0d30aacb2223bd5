package dev.kith.drill;

/**
 * What a fan says to a post.
 *
 * @param text said once only
 */
record Remark(long fan, long post, String text) {}
