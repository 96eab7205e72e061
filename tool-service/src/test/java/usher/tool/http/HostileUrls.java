package usher.tool.http;

import java.util.ArrayList;
import java.util.List;
import usher.kit.egress.NumericForms;

/** URLs by which people have reached what they should not; {@code port} is where somebody would notice. */
final class HostileUrls {
    /** Loopback, private networks, link-local with the metadata of clouds, carrier-grade NAT, none, multicast, broadcast. */
    private static final List<Integer> ADDRESSES = List.of(
            0x7f000001,
            0x7f000002,
            0x7ffffffe,
            0x0a000001,
            0xac100001,
            0xc0a80001,
            0xa9fea9fe,
            0xa9feaa02,
            0x64646464,
            0x64646401,
            0,
            0xc00000c0,
            0xc6120001,
            0xe0000001,
            0xffffffff);

    /** Names that lead inside by the hosts file, search domains, wildcard DNS or a name server of the attacker. */
    private static final List<String> NAMES = List.of(
            "localhost",
            "LOCALHOST",
            "localhost.localdomain",
            "ip6-localhost",
            "metadata",
            "metadata.google.internal",
            "metadata.goog",
            "instance-data",
            "instance-data.ec2.internal",
            "kubernetes.default.svc",
            "kubernetes.default.svc.cluster.local",
            "host.docker.internal",
            "127.0.0.1.nip.io",
            "7f000001.nip.io",
            "localtest.me",
            "spoofed.burpcollaborator.net",
            "mixed.attacker.test",
            "xn--lclhst-bza.attacker.test");

    private HostileUrls() {}

    static List<String> all(int port) {
        var urls = new ArrayList<String>();
        for (int bits : ADDRESSES) {
            urls.add(at(NumericForms.dotted(bits), port));
            NumericForms.all(bits).forEach(host -> urls.add(at(host, port)));
            NumericForms.inIpv6(bits).forEach(host -> urls.add(at(host, port)));
        }
        NAMES.forEach(name -> urls.add(at(name, port)));
        urls.addAll(addresses(port));
        urls.addAll(tricks(port));
        return urls;
    }

    private static List<String> addresses(int port) {
        return List.of(
                at("[::]", port),
                at("[::1]", port),
                at("[0:0:0:0:0:0:0:1]", port),
                at("[::1%25lo]", port),
                at("[::1%lo]", port),
                at("[fe80::1]", port),
                at("[fe80::1%25eth0]", port),
                at("[fec0::1]", port),
                at("[fc00::1]", port),
                at("[fd00:ec2::254]", port),
                at("[ff02::1]", port),
                at("[2001:db8::1]", port),
                at("[100::1]", port),
                at("[::ffff:7f00:1]", port),
                at("localhost.", port),
                at("metadata.google.internal.", port),
                at("ⓛⓞⓒⓐⓛⓗⓞⓢⓣ", port),
                at("①②⑦.⓪.⓪.①", port),
                at("%6c%6fcalhost", port),
                at("127.0.0.1%00.attacker.test", port));
    }

    private static List<String> tricks(int port) {
        var inside = "127.0.0.1:" + port;
        return List.of(
                "http://" + inside + "/",
                "http://localhost:" + port + "/",
                "HTTP://" + inside + "/",
                "https://1.1.1.1@" + inside + "/",
                "https://1.1.1.1:443@" + inside + "/",
                "https://user:password@" + inside + "/",
                "https://1.1.1.1%40" + inside + "/",
                "https://10.0.0.1#@" + inside + "/",
                "https://1.1.1.1\\@" + inside + "/",
                "https://" + inside + "\\@1.1.1.1/",
                "https://" + inside + "#@1.1.1.1/",
                "https:\\\\" + inside + "/",
                "https:/\\" + inside + "/",
                "https:" + inside,
                "https:///" + inside + "/",
                "https://\t" + inside + "/",
                "https://" + inside + "\r\nHost: 1.1.1.1/",
                "https://" + inside + "/ HTTP/1.1\r\nX: y",
                "\u0000https://" + inside + "/",
                "https://127.0.0.1 :" + port + "/",
                "https://127.0.0.1:" + port + ":443/",
                "https://127.0.0.1:0" + port + "x/",
                "https://127.0.0.1:00000" + port + "/",
                "https://1.1.1.1:0/",
                "https://1.1.1.1:22/",
                "https://1.1.1.1:25/",
                "https://1.1.1.1:6379/",
                "https://1.1.1.1:65536/",
                "https://1.1.1.1:-1x/",
                "https://1.1.1.1:4294967739/",
                "gopher://" + inside + "/_x",
                "dict://" + inside + "/x",
                "ftp://" + inside + "/",
                "file:///etc/passwd",
                "file://" + inside + "/etc/passwd",
                "jar:https://" + inside + "/a.jar!/",
                "data:text/plain,x",
                "javascript:alert(1)",
                "ldap://" + inside + "/",
                "ws://" + inside + "/",
                "unix:/var/run/docker.sock",
                "netdoc:///etc/passwd",
                "//" + inside + "/",
                "");
    }

    private static String at(String host, int port) {
        return "https://" + host + ":" + port + "/";
    }
}
