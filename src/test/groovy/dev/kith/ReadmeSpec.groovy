package dev.kith

import groovy.json.JsonSlurper

class ReadmeSpec extends KithSpec {

    def 'the first minute works as it is written'() {
        given:
        def script = (new File('README.md').text =~ /(?s)## First minute.*?```sh\n(.*?)```/)[0][1] as String
        def here = script.replace('http://127.0.0.1:8080', kith.server.URL.toString())

        when:
        def shell = new ProcessBuilder('sh', '-eu').redirectErrorStream(true).start()
        shell.outputStream.withWriter { it.write(here.replaceAll(/(?m)^(curl .*(?:\n  .*)*)$/, '$1\necho')) }
        def lines = shell.text.readLines().findAll()
        def answers = lines.collect { new JsonSlurper().parseText(it) }

        then:
        shell.waitFor() == 0
        here != script
        answers.size() == 8
        answers[0].state == 'FOLLOWING'
        answers[1].mentions*.handle == ['alice'] && answers[1].hashtags == ['teaparty']
        answers[2].items == [answers[1]]
        answers[3].items*.following == [true]
        answers[4].text == 'With pleasure'
        answers[5].kind == 'like' && answers[5].created
        answers[6].created
        answers[7].items == []
    }
}
