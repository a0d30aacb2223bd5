package dev.kith

import dev.kith.client.ApiClient
import dev.kith.client.ApiException
import dev.kith.client.api.BatchesApi
import dev.kith.client.api.ConnectionsModuleApi
import dev.kith.client.api.GraphApi
import dev.kith.client.api.ProfilesApi
import dev.kith.client.api.RecommendationsApi
import dev.kith.client.model.AccountType
import dev.kith.client.model.EdgeState
import dev.kith.client.model.ModuleUserEdit
import dev.kith.client.model.NewBatch
import dev.kith.client.model.NewEvidence
import dev.kith.client.model.NewModuleConnection
import dev.kith.client.model.NewModuleConnections
import dev.kith.client.model.NewModuleUser
import dev.kith.client.model.NewProfile
import dev.kith.client.model.NewRecommendation
import dev.kith.client.model.NewRecommendations
import dev.kith.client.model.ProfileEdit
import groovy.json.JsonSlurper
import spock.util.concurrent.PollingConditions

/** What a caller does who has a client generated from {@code swagger/kith.yml}: nothing here knows a path or the name of a field. */
class ClientSpec extends KithSpec {

    private ApiClient client = new ApiClient().tap { updateBaseUri(kith.server.URI.toString()) }
    private graph = new GraphApi(client)
    private batches = new BatchesApi(client)
    private recommendations = new RecommendationsApi(client)
    private module = new ConnectionsModuleApi(client)

    def soon = new PollingConditions(timeout: 20, delay: 0.05)

    def 'profiles, follows, batches and recommendations'() {
        given:
        def profiles = new ProfilesApi(client)
        def fields = Api.someone()
        def created = profiles.createProfile(new NewProfile(
                userId: fields.userId, handle: fields.handle, displayName: 'Alice', email: fields.email, accountType: AccountType.REGULAR, tags: ['croquet']), null)
        def alice = created.id
        def (bob, carol, dave) = [profile(), profile(), profile()]

        expect: 'what is not named in an edit stays'
        profiles.editProfile(alice, null, null, new ProfileEdit(description: 'Curious')).with { [it.displayName, it.description, it.tags] } ==
                ['Alice', 'Curious', ['croquet']]
        profiles.getProfileByHandle(fields.handle, null).createdAt == created.createdAt

        and:
        graph.follow(alice, bob, null, null).with { [it.sourceId, it.targetId, it.state, it.created] } == [alice, bob, EdgeState.FOLLOWING, true]

        when:
        def begun = batches.createFollowBatchWithHttpInfo(alice, 'once', new NewBatch(sourceId: alice, targetIds: [bob, carol, '4711']))
        def again = batches.createFollowBatch(alice, 'once', new NewBatch(sourceId: alice, targetIds: [bob, carol, '4711']))

        then:
        begun.statusCode == 202
        begun.headers.location == ["/v1/batches/$begun.data.id".toString()]
        again.id == begun.data.id
        soon.eventually {
            assert batches.getBatch(begun.data.id, null).with { [it.state, it.total, it.outcomes.created, it.outcomes.existing, it.outcomes.notFound] } ==
                    ['COMPLETED', 3, 1, 1, 1]
        }
        batches.listBatchItems(begun.data.id, 'notFound', null, 10, null).with { [it.items*.targetId, it.nextCursor] } == [['4711'], null]
        graph.listFollowing(alice, null, 1, null).with { [it.items*.profile*.id, graph.listFollowing(alice, null, 1, it.nextCursor).items*.profile*.id] } ==
                [[carol], [bob]]

        when:
        def stored = recommendations.replaceRecommendations(alice, new NewRecommendations(runId: 'run', items: [
                new NewRecommendation(targetId: carol, score: 2.0d),
                new NewRecommendation(targetId: dave, score: 1.5d, reason: 'Followed by others', evidence: [new NewEvidence(profileId: bob)])]), null)
        def served = recommendations.listRecommendations(alice, alice, null, null, null)

        then: 'whom one follows already is not recommended'
        [stored.stored, stored.skipped] == [2, []]
        served.items.collect { [it.profile.id, it.score, it.reason, it.evidence*.profile*.id, it.runId] } == [[dave, 1.5d, 'Followed by others', [bob], 'run']]
    }

    def 'the connections module'() {
        given:
        def (alice, bob, carol) = (1..3).collect {
            module.createModuleUser(new NewModuleUser(name: 'Some One', email: "${Api.someone().handle}@example.org".toString())).data.id
        }

        expect:
        module.editModuleUser(alice, null, new ModuleUserEdit(college: 'Christ Church')).data.with { [it.name, it.college] } == ['Some One', 'Christ Church']
        module.getModuleUser(alice, bob).data.with { [it.id, it.name, it.email, it.college] } == [alice, 'Some One', null, 'Christ Church']
        module.connectModuleUsers(alice, new NewModuleConnection(id: bob), null).data*.id == [bob]

        when:
        def batch = module.connectModuleUsersInBatch(alice, new NewModuleConnections(ids: [bob, carol]), null)

        then:
        soon.eventually {
            assert batches.getBatch(batch.data.id, null).outcomes.subMap('created', 'existing') == [created: 1, existing: 1]
        }
        batch.links*.rel == ['status'] && batch.links*.href == ["/v1/batches/$batch.data.id".toString()]

        when:
        def page = module.listModuleConnections(alice, 0, 1, null, null)

        then:
        [page.data*.id, page.links*.rel] == [[carol], ['self', 'next']]
        module.listModuleConnections(alice, 1, 1, null, null).with { [it.data*.id, it.links*.rel] } == [[bob], ['self']]

        when:
        module.disconnectModuleUsers(alice, bob, null)

        then:
        module.listModuleConnections(alice, null, null, null, null).data*.id == [carol]
        module.listModuleRecommendations(alice, null, null, null).data == []
    }

    def 'a refusal is told by its status, and its body says what for'() {
        given:
        def (alice, user) = [profile(), profile()]

        when:
        graph.follow(alice, alice, null, null)

        then:
        def refused = thrown(ApiException)
        refused.code == 422
        new JsonSlurper().parseText(refused.responseBody).code == 'self-relation'

        when:
        module.connectModuleUsers(user, new NewModuleConnection(id: user), null)

        then:
        def failed = thrown(ApiException)
        failed.code == 400
        new JsonSlurper().parseText(failed.responseBody).keySet() == ['_description'] as Set
    }
}
