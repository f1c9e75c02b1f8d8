import Testing

@testable import Models

@Suite struct JSONValueDocumentTests {
    @Test func `a document is indented, with sorted keys, and reads back as the same value`() throws {
        let value = JSONValue.object([
            "b": .array([.integer(1), .object(["c": .null])]), "a": .string("é\n"), "e": .array([]), "d": .object([:]),
        ])
        let document = """
            {
              "a": "é\\n",
              "b": [
                1,
                {
                  "c": null
                }
              ],
              "d": {},
              "e": []
            }

            """
        #expect(value.document == document)
        #expect(try JSONValue(parsing: value.document) == value)
    }

    @Test func `a value alone is a line`() {
        #expect(JSONValue.double(0.1).document == "0.1\n")
    }
}
