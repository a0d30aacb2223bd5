package dev.kith.web;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a route that reads may answer beside success. */
@ApiResponse(responseCode = "400", ref = "#/components/responses/Malformed")
@ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
@ApiResponse(responseCode = "503", ref = "#/components/responses/StoreUnavailable")
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.SOURCE)
public @interface Reads {}
