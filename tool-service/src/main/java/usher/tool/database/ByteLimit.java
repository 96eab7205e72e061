package usher.tool.database;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.impl.SqlConnectionInternal;

/**
 * Closes a connection that sends more than one answer can need. The clients of both databases put a message together in
 * memory before anybody may look at it, however long its sender says it is; so the bytes are counted where they come in.
 */
final class ByteLimit extends ChannelInboundHandlerAdapter {
    private long left;
    private final Runnable onPassed;

    private ByteLimit(long bytes, Runnable onPassed) {
        this.left = bytes;
        this.onPassed = onPassed;
    }

    /** The limit of a connection was passed. */
    static final class Passed extends Exception {
        private static final long serialVersionUID = 1;

        Passed() {
            super("A database sent more than it may", null, false, false);
        }
    }

    static void put(SqlConnection connection, long bytes, Runnable onPassed) {
        if (((SqlConnectionInternal) connection).unwrap() instanceof SocketConnectionBase wire) {
            wire.socket().channelHandlerContext().pipeline().addFirst(new ByteLimit(bytes, onPassed));
        } else {
            throw new IllegalStateException("A connection without a socket cannot be limited");
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        left -= message instanceof ByteBuf bytes ? bytes.readableBytes() : 0;
        if (left >= 0) {
            context.fireChannelRead(message);
            return;
        }
        io.netty.util.ReferenceCountUtil.release(message);
        onPassed.run();
        context.close();
    }
}
