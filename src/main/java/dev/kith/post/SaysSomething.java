package dev.kith.post;

import jakarta.validation.Constraint;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A post has a text that is not blank, or something in {@code extra}, which is at most 4 KB of JSON. */
@Constraint(validatedBy = {})
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface SaysSomething {
    String message() default "must have a text, or something in extra";
}
