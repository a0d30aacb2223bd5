package dev.kith.idempotency;

import io.micronaut.aop.Around;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a route that creates. Its method has a {@code @Body} and a parameter {@code idempotencyKey}; when a key is given, the method runs once
 * for it, in one transaction with the record of its answer.
 */
@Around
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Idempotent {}
