package usher.tool.shopify;

/** What a shop is asked: no more than is answered with, lists bounded. See shopify.dev, "GraphQL Admin API reference". */
final class Queries {
    static final String SHOP = """
            query UsherShop { shop { name currencyCode plan { displayName } } }
            """;

    static final String ORDER = """
            query UsherOrder($query: String!) {
              orders(first: 5, query: $query, sortKey: CREATED_AT, reverse: true) {
                nodes {
                  name
                  email
                  createdAt
                  cancelledAt
                  displayFinancialStatus
                  displayFulfillmentStatus
                  statusPageUrl
                  customer { id legacyResourceId }
                  totalPriceSet { shopMoney { amount currencyCode } }
                  lineItems(first: 20) { nodes { title variantTitle sku quantity } }
                  fulfillments(first: 5) { displayStatus trackingInfo(first: 3) { company number url } }
                }
              }
            }
            """;

    static final String PRODUCTS = """
            query UsherProducts($query: String!, $first: Int!) {
              products(first: $first, query: $query, sortKey: RELEVANCE) {
                nodes {
                  legacyResourceId
                  title
                  onlineStoreUrl
                  tracksInventory
                  totalInventory
                  priceRangeV2 { minVariantPrice { amount currencyCode } }
                }
              }
            }
            """;

    static final String STOCK = """
            query UsherStock($query: String!) {
              productVariants(first: 10, query: $query) {
                nodes {
                  sku
                  title
                  availableForSale
                  inventoryQuantity
                  inventoryItem { tracked }
                  product { title onlineStoreUrl }
                }
              }
            }
            """;

    private Queries() {}
}
