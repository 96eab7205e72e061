package usher.local.shop;

/** Something the shop can do when Usher asks for it. */
interface Tool {

    ToolAnswer call(ToolCall call);
}
