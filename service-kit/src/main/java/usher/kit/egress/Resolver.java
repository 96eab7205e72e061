package usher.kit.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Says which addresses a name has, all of them. It may block. */
interface Resolver {
    List<InetAddress> resolve(String host) throws UnknownHostException;
}
