package dev.kith.timeline;

import dev.kith.timeline.FirstPages.Kept;
import dev.kith.timeline.FirstPages.Parts;
import dev.kith.timeline.FirstPages.Versions;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** What is known of a first page, as bytes. Those of another form than this instance writes are as none. */
final class KeptBytes {

    private static final byte FORM = 4;

    private KeptBytes() {}

    static byte[] of(Kept kept) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(FORM);
            out.writeLong(kept.at().toEpochMilli());
            out.writeLong(kept.until().toEpochMilli());
            write(out, kept.parts());
            var versions = kept.versions();
            var page = kept.page();
            out.writeBoolean(versions != null && page != null);
            if (versions != null && page != null) {
                write(out, versions);
                out.writeBoolean(page.link() != null);
                if (page.link() != null) {
                    write(out, page.link());
                }
                write(out, page.plain());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    static @Nullable Kept read(byte[] bytes) {
        try {
            var in = ByteBuffer.wrap(bytes);
            if (in.get() != FORM) {
                return null;
            }
            var at = Instant.ofEpochMilli(in.getLong());
            var until = Instant.ofEpochMilli(in.getLong());
            var parts = parts(in);
            if (in.get() == 0) {
                return new Kept(parts, null, null, at, until);
            }
            var versions = versions(in);
            var link = in.get() == 0 ? null : text(in);
            return new Kept(parts, versions, new ReadyPage(bytes(in), link), at, until);
        } catch (BufferUnderflowException cutOff) {
            return null;
        }
    }

    private static void write(DataOutputStream out, Parts parts) throws IOException {
        out.writeInt(parts.lists().size());
        for (var list : parts.lists()) {
            out.writeBoolean(list.kind() == ListKey.Kind.HOME);
            out.writeLong(list.owner());
        }
        out.writeInt(parts.things().size());
        for (var thing : parts.things()) {
            out.writeLong(thing);
        }
    }

    private static Parts parts(ByteBuffer in) {
        var lists = new ArrayList<ListKey>();
        for (int left = in.getInt(); left > 0; left--) {
            lists.add(new ListKey(in.get() == 0 ? ListKey.Kind.SOURCE : ListKey.Kind.HOME, in.getLong()));
        }
        var count = in.getInt();
        var things = new ArrayList<Long>(Math.clamp(count, 0, in.remaining()));
        for (int left = count; left > 0; left--) {
            things.add(in.getLong());
        }
        return new Parts(lists, things);
    }

    private static void write(DataOutputStream out, Versions versions) throws IOException {
        out.writeInt(versions.stamps().size());
        for (var stamp : versions.stamps()) {
            write(out, stamp);
        }
        write(out, versions.big());
    }

    private static Versions versions(ByteBuffer in) {
        var stamps = new ArrayList<String>();
        for (int left = in.getInt(); left > 0; left--) {
            stamps.add(text(in));
        }
        return new Versions(stamps, text(in));
    }

    /** Of characters of one byte each. */
    private static void write(DataOutputStream out, String text) throws IOException {
        write(out, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String text(ByteBuffer in) {
        var length = length(in);
        var begin = in.position();
        in.position(begin + length);
        return new String(in.array(), in.arrayOffset() + begin, length, StandardCharsets.ISO_8859_1);
    }

    private static void write(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] bytes(ByteBuffer in) {
        var bytes = new byte[length(in)];
        in.get(bytes);
        return bytes;
    }

    private static int length(ByteBuffer in) {
        var length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        return length;
    }
}
