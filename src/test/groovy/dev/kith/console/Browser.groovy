package dev.kith.console

import com.microsoft.playwright.BrowserType.LaunchOptions
import com.microsoft.playwright.Browser.NewContextOptions
import com.microsoft.playwright.Page
import com.microsoft.playwright.Page.EmulateMediaOptions
import com.microsoft.playwright.Page.ScreenshotOptions
import com.microsoft.playwright.Playwright
import com.microsoft.playwright.Playwright.CreateOptions
import com.microsoft.playwright.options.ColorScheme

import java.nio.file.Files
import java.nio.file.Path

/** One Chromium for all specs that use the console as people do. It is not for threads at a time: such specs hold {@link #ALONE}. */
final class Browser {

    static final String ALONE = 'the browser'
    static final String MISSING = 'there is no Chromium here: install it, or name it in KITH_CHROMIUM'

    private static final Path CHROMIUM = find()
    private static final Path SCREENSHOTS = Path.of('target/screenshots')

    private final com.microsoft.playwright.Browser chromium

    private Browser() {
        def playwright = Playwright.create(new CreateOptions().setEnv([PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1']))
        chromium = playwright.chromium().launch(new LaunchOptions()
                .setExecutablePath(CHROMIUM)
                .setArgs(['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run']))
        Runtime.runtime.addShutdownHook(new Thread({ playwright.close() }))
    }

    static boolean isThere() {
        CHROMIUM != null
    }

    static Browser running() {
        Holder.BROWSER
    }

    /** Somebody who looks at a service with it, in light or in dark; whoever asks for one closes it. */
    Visit visit(URI service, ColorScheme scheme = ColorScheme.LIGHT, int width = 1280) {
        new Visit(service, chromium.newContext(new NewContextOptions()
                .setColorScheme(scheme).setViewportSize(width, 900).setBaseURL(service.toString())).newPage())
    }

    private static Path find() {
        def named = System.getenv('KITH_CHROMIUM')
        def folders = (System.getenv('PATH') ?: '').split(File.pathSeparator) as List
        def known = named ? [named] : ['chromium', 'chromium-browser', 'google-chrome'].collectMany { name -> folders.collect { "$it/$name" } }
        known.collect { Path.of(it.toString()) }.find { Files.isExecutable(it) }
    }

    private static final class Holder {
        static final Browser BROWSER = new Browser()
    }

    /** A page in the browser, and what it did that it should not. */
    static final class Visit implements AutoCloseable {

        private static final String AXE = Visit.getResource('/axe.min.js').text

        final Page page
        final List<String> errors = []
        final List<String> elsewhere = []

        Visit(URI service, Page page) {
            this.page = page
            page.onConsoleMessage { if (it.type() in ['error', 'warning']) { errors << "${it.text()} (${it.location()})".toString() } }
            page.onPageError { errors << it }
            page.onRequest { if (!it.url().startsWith(service.toString()) && !it.url().startsWith('data:')) { elsewhere << it.url() } }
        }

        /** Opens a page, which has all that it asked for as soon as this returns. */
        void open(String path) {
            def answer = page.navigate(path)
            assert answer.status() == 200: "$path: ${answer.status()}"
        }

        /** Opens a link of the present page. */
        void follow(String link) {
            page.getByRole(com.microsoft.playwright.options.AriaRole.LINK, new Page.GetByRoleOptions().setName(link)).first().click()
        }

        String text(String selector) {
            page.locator(selector).first().innerText()
        }

        /** Keeps a picture of the whole page. */
        void shoot(String name) {
            page.screenshot(new ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + '.png')).setFullPage(true))
        }

        /** Keeps pictures of the page in light, in dark, and as wide as a telephone, and tells what is in somebody's way in each. */
        Map<String, List<String>> everyWay(String name) {
            shoot(name)
            def light = barriers
            page.emulateMedia(new EmulateMediaOptions().setColorScheme(ColorScheme.DARK))
            shoot("$name-dark")
            def dark = faint
            page.setViewportSize(390, 800)
            shoot("$name-narrow")
            [light: light, dark: dark, narrow: tooWide]
        }

        /** Goes on with the keyboard until the focus is on what is looked for. */
        void tabTo(String selector, int most = 200) {
            for (int i = 0; i < most; i++) {
                page.keyboard().press('Tab')
                if (page.evaluate('selector => document.activeElement.matches(selector)', selector)) {
                    assert page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle !== 'none'"): "the focus on $selector is not seen"
                    return
                }
            }
            throw new AssertionError("the keyboard does not get to $selector" as Object)
        }

        /** What keeps people out, as WCAG 2.2 has it up to AA: contrast, names, labels, landmarks, order; and whether it is wider than the window. */
        List<String> getBarriers() {
            found("{type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}") + tooWide
        }

        private List<String> getTooWide() {
            page.evaluate('() => document.documentElement.scrollWidth > window.innerWidth') ? ['wider than the window'] : []
        }

        /** What can hardly be read where colours are others. */
        List<String> getFaint() {
            found("{type: 'rule', values: ['color-contrast']}")
        }

        private List<String> found(String rules) {
            page.evaluate(AXE)
            page.evaluate("""async () => {
                const results = await axe.run(document, {runOnly: $rules, resultTypes: ['violations']})
                return results.violations.map(found => found.id + ': ' + found.nodes.map(node => node.html).slice(0, 3).join(' '))
            }""".toString()) as List<String>
        }

        /** Whether nothing went wrong and nobody else was asked. */
        boolean isClean() {
            assert errors == []
            assert elsewhere == []
            true
        }

        @Override
        void close() {
            page.context().close()
        }
    }
}
