package dev.kith.imports

import dev.kith.KithSpec
import groovy.transform.CompileStatic
import spock.lang.Requires
import spock.lang.TempDir

import java.util.zip.GZIPInputStream
import java.util.zip.GZIPOutputStream

/** The beginning of a real network; all of it goes in with {@code kith bench graph}. */
@Requires(value = { SharedData.has(SharedData.SLASHDOT) }, reason = SharedData.MISSING)
class EdgesImportSpec extends KithSpec {

    private static final int EDGES = 60_000

    @TempDir
    File folder

    def 'a network of 60,000 follows goes in, each follow once'() {
        given:
        def seed = new Random().nextLong()
        def file = beginning()
        def network = new Network(file)
        def start = System.nanoTime()

        when:
        def run = ImportCommand.run('edges', file, '--url', url)
        def rate = network.edges * 1e9 / (System.nanoTime() - start)
        println "Slashdot: ${rate as long} follows/s, sampled with seed $seed"

        then:
        run.code == 0
        run.err.empty
        network.edges == EDGES
        run.counts('follow') == [network.edges, 0, 0]
        run.counts('profile') == [network.profiles, 0, 0]
        network.profiles > 10_000

        and:
        network.sample(200, new Random(seed)).every { id ->
            def profile = get("/v1/profiles?handle=u$id").json
            assert [profile.userId, profile.followersCount, profile.followingCount] ==
                    [id.toString(), network.followers[id], network.following[id]]
            true
        }
    }

    private File beginning() {
        def file = new File(folder, 'follows.csv.gz')
        new GZIPInputStream(SharedData.SLASHDOT.toFile().newInputStream()).withReader { reader ->
            new GZIPOutputStream(file.newOutputStream()).withWriter { writer ->
                (0..EDGES).each { writer.write(reader.readLine() + '\n') }
            }
        }
        file
    }

    /** What the file says, counted plainly. */
    @CompileStatic
    static class Network {
        final int[] followers = new int[100_000]
        final int[] following = new int[100_000]
        final BitSet ids = new BitSet()
        int edges

        Network(File file) {
            new GZIPInputStream(new FileInputStream(file)).withReader { reader ->
                reader.readLine()
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    int comma = line.indexOf(',')
                    int source = line.substring(0, comma) as int
                    int target = line.substring(comma + 1) as int
                    following[source]++
                    followers[target]++
                    ids.set(source)
                    ids.set(target)
                    edges++
                }
            }
        }

        int getProfiles() {
            ids.cardinality()
        }

        List<Integer> sample(int size, Random random) {
            def all = ids.stream().boxed().toList()
            (1..size).collect { all[random.nextInt(all.size())] }
        }
    }
}
