package dev.kith.console;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.filter.FilterPatternStyle;
import io.micronaut.views.ViewsFilter;
import io.micronaut.views.ViewsModelDecorator;
import io.micronaut.views.ViewsRendererLocator;
import io.micronaut.views.ViewsResolver;
import io.micronaut.views.turbo.TurboFrameRenderer;
import org.jspecify.annotations.Nullable;

/** The filter of the library of views, for the console only: as it is, each request of the whole service has to pass it. */
@Filter(patterns = "(?s)/console(/.*)?", patternStyle = FilterPatternStyle.REGEX)
@Replaces(ViewsFilter.class)
final class ConsoleViews extends ViewsFilter {

    ConsoleViews(
            @Nullable ViewsResolver resolver,
            @Nullable ViewsRendererLocator locator,
            @Nullable ViewsModelDecorator decorator,
            @Nullable TurboFrameRenderer frames) {
        super(resolver, locator, decorator, frames);
    }
}
