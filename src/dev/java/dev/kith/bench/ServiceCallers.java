package dev.kith.bench;

import static java.util.Objects.requireNonNull;

import dev.kith.bench.LoadGenerator.Calls;
import dev.kith.bench.LoadGenerator.Stretch;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.ReadTimeoutHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Callers of a service, each with a connection of its own that is kept alive, and one thread for all of them: threads of their own would take from the service the
 * processors that it takes to wake them. What is counted is kept by that thread.
 */
final class ServiceCallers implements AutoCloseable {
    private static final int PATIENCE_S = 30;

    private final Asked.Service service;
    private final String host;
    private final Histogram times = new Histogram(LoadGenerator.SIGNIFICANT_DIGITS);
    private final CompletableFuture<Calls> all = new CompletableFuture<>();
    private final EventLoopGroup thread;
    private final List<Caller> callers = new ArrayList<>();
    private Stretch stretch = Stretch.NONE;
    private long begin;
    private long left;
    private int calling;

    /** How many have still to be answered once before those with a pace begin. */
    private int unanswered;

    /** Returns when all are connected. */
    ServiceCallers(Asked.Service service, List<? extends RandomGenerator> randoms) throws IOException {
        this.service = service;
        host = service.uri().getAuthority();
        var epoll = Epoll.isAvailable();
        thread = new MultiThreadIoEventLoopGroup(1, epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        var connections = new Bootstrap()
                .group(thread)
                .channel(epoll ? EpollSocketChannel.class : NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .remoteAddress(service.uri().getHost(), service.uri().getPort());
        for (var random : randoms) {
            var caller = new Caller(random);
            var connected =
                    connections.clone().handler(caller.pipeline()).connect().awaitUninterruptibly();
            if (!connected.isSuccess()) {
                close();
                throw new IOException(connected.cause());
            }
            callers.add(caller);
        }
    }

    /**
     * Lets all call. Those with a pace have all been answered once before: to the service a connection that is new is work, and that of hundreds at once is no part of what
     * those wait who keep theirs.
     *
     * @throws BenchFailure when one of them was not answered as expected
     */
    Calls call(Stretch asked) throws InterruptedException {
        thread.execute(() -> {
            stretch = asked;
            left = asked.count();
            calling = callers.size();
            if (asked.pace().equals(Pace.AS_ANSWERED)) {
                begin();
            } else {
                unanswered = callers.size();
                callers.forEach(Caller::send);
            }
        });
        try {
            return all.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof BenchFailure failure
                    ? failure
                    : new BenchFailure("A caller was not answered: " + e.getCause(), e);
        }
    }

    private void begin() {
        begin = System.nanoTime();
        callers.forEach(Caller::begin);
    }

    @Override
    public void close() {
        thread.shutdownGracefully(0, PATIENCE_S, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private FullHttpRequest message(Request request) {
        var json = request.json();
        var body = json == null ? Unpooled.EMPTY_BUFFER : Unpooled.copiedBuffer(json, StandardCharsets.UTF_8);
        var message = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1, HttpMethod.valueOf(request.method()), request.path(), body);
        message.headers().set(HttpHeaderNames.HOST, host);
        if (json != null) {
            message.headers()
                    .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
                    .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
        }
        return message;
    }

    /** One who sends a request, awaits the whole answer and sends the next. */
    private final class Caller extends SimpleChannelInboundHandler<HttpObject> {
        private final RandomGenerator random;
        private final StringBuilder wrong = new StringBuilder();
        private @Nullable Channel channel;
        private @Nullable Request request;
        private boolean isDone;
        private int status;
        private long due;

        Caller(RandomGenerator random) {
            this.random = random;
        }

        ChannelInitializer<Channel> pipeline() {
            return new ChannelInitializer<>() {
                @Override
                protected void initChannel(Channel connection) {
                    channel = connection;
                    connection
                            .pipeline()
                            .addLast(new ReadTimeoutHandler(PATIENCE_S), new HttpClientCodec(), Caller.this);
                }
            };
        }

        void begin() {
            due = stretch.pace().first(begin, random);
            next();
        }

        private void next() {
            if (due - begin >= stretch.time().toNanos() || left-- <= 0) {
                done();
                return;
            }
            var now = System.nanoTime();
            if (due - now > 0) {
                var _ = connection().eventLoop().schedule(this::send, Pace.woken(due) - now, TimeUnit.NANOSECONDS);
            } else {
                send();
            }
        }

        private void send() {
            try {
                request = service.requests().next(random);
                var _ = connection()
                        .writeAndFlush(message(request), connection().voidPromise());
            } catch (RuntimeException notSent) {
                all.completeExceptionally(notSent);
            }
        }

        private void done() {
            isDone = true;
            var _ = connection().close();
            if (--calling == 0) {
                all.complete(new Calls(times, System.nanoTime() - begin));
            }
        }

        private Channel connection() {
            return requireNonNull(channel);
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
            var asked = requireNonNull(request);
            if (part instanceof HttpResponse answer) {
                status = answer.status().code();
            }
            if (part instanceof HttpContent some && status != asked.expected()) {
                wrong.append(text(some.content()));
            }
            if (part instanceof LastHttpContent) {
                answered(asked);
            }
        }

        private void answered(Request asked) {
            if (status != asked.expected()) {
                all.completeExceptionally(new BenchFailure("%s %s was answered with %d instead of %d: %s"
                        .formatted(asked.method(), asked.path(), status, asked.expected(), wrong)));
                return;
            }
            if (unanswered > 0) {
                if (--unanswered == 0) {
                    ServiceCallers.this.begin();
                }
                return;
            }
            var now = System.nanoTime();
            times.recordValue(now - due);
            due = stretch.pace().next(due, now);
            next();
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (!isDone) {
                all.completeExceptionally(new IOException("the connection was lost"));
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            all.completeExceptionally(cause);
        }

        private static String text(ByteBuf bytes) {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }
}
