package dev.kith.timeline;

import dev.kith.timeline.FirstPages.Kept;
import dev.kith.timeline.FirstPages.Parts;
import dev.kith.timeline.FirstPages.Versions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of a first page, as bytes. Those of another form than this instance writes are as none. */
final class KeptBytes {

    private static final byte FORM = 3;

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
                    out.writeUTF(page.link());
                }
                write(out, page.plain());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    static @Nullable Kept read(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readByte() != FORM) {
                return null;
            }
            var at = Instant.ofEpochMilli(in.readLong());
            var until = Instant.ofEpochMilli(in.readLong());
            var parts = parts(in);
            if (!in.readBoolean()) {
                return new Kept(parts, null, null, at, until);
            }
            var versions = versions(in);
            var link = in.readBoolean() ? in.readUTF() : null;
            return new Kept(parts, versions, new ReadyPage(bytes(in), link), at, until);
        } catch (IOException broken) {
            return null;
        }
    }

    private static void write(DataOutputStream out, Parts parts) throws IOException {
        out.writeInt(parts.lists().size());
        for (var list : parts.lists()) {
            out.writeUTF(list.kind().name());
            out.writeLong(list.owner());
        }
        out.writeInt(parts.things().size());
        for (var thing : parts.things()) {
            out.writeLong(thing);
        }
    }

    private static Parts parts(DataInputStream in) throws IOException {
        var lists = new ArrayList<ListKey>();
        for (int left = in.readInt(); left > 0; left--) {
            lists.add(new ListKey(ListKey.Kind.valueOf(in.readUTF()), in.readLong()));
        }
        var things = new ArrayList<Long>();
        for (int left = in.readInt(); left > 0; left--) {
            things.add(in.readLong());
        }
        return new Parts(List.copyOf(lists), List.copyOf(things));
    }

    private static void write(DataOutputStream out, Versions versions) throws IOException {
        out.writeInt(versions.stamps().size());
        for (var stamp : versions.stamps()) {
            out.writeUTF(stamp);
        }
        out.writeUTF(versions.big());
    }

    private static Versions versions(DataInputStream in) throws IOException {
        var stamps = new ArrayList<String>();
        for (int left = in.readInt(); left > 0; left--) {
            stamps.add(in.readUTF());
        }
        return new Versions(stamps, in.readUTF());
    }

    private static void write(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        var bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }
}
