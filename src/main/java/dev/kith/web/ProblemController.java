package dev.kith.web;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;

/** Answers refusals, which are ordinary: by a route, which is found at once, while handlers are looked for among all beans each time. */
@Controller
class ProblemController {

    private final ProblemHandler handler;

    ProblemController(ProblemHandler handler) {
        this.handler = handler;
    }

    @Error(global = true)
    HttpResponse<?> refuse(HttpRequest<?> request, Problem problem) {
        return handler.handle(request, problem);
    }
}
