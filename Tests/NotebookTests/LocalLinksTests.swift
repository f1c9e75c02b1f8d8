import NotebookSupport
import Testing

@Suite struct LocalLinksTests {
    private let files = [
        "README.md": "# The name\n## Install\n## Install\n### What `fit` prints, and why\n",
        "notebooks-md/01.md": "# One\n",
        "datasets": "",
    ]

    private func broken(_ text: String, in file: String = "notebooks-md/01.md") -> [String] {
        LocalLinks.broken(in: file) { path in path == file ? text : files[path] }.map(\.message)
    }

    @Test(
        arguments: [
            "[a](../README.md)", "[a](../README.md#install)", "[a](../README.md#install-1 \"title\")", "[a](#here)",
            "[a](../README.md#what-fit-prints-and-why)", "![a](../datasets/)", "[a](<../README.md>)",
            "[a]: ../README.md",
            "[a](https://example.org/none)", "[a](mailto:a@example.org)", "`[a](none.md)`", "[a](./01.md)",
        ])
    func `a link to something is not broken`(link: String) {
        #expect(
            broken(
                "# Here\n\ntext \(link) text\n".replacing("text [a]:", with: "[a]:").replacing("md text", with: "md"))
                == [])
    }

    @Test(
        arguments: [
            "[a](none.md)", "[a](README.md)", "[a](../../README.md)", "[a](../README.md#none)", "[a](#none)",
            "[a](../README.md#install-2)", "![a](../datasets/none.png)", "[a](none.md) [b](../README.md)",
        ])
    func `a link to nothing is broken`(link: String) {
        #expect(broken("# Here\n\ntext \(link) text\n").count == 1)
    }

    @Test func `a definition at the foot of the page is a link too`() {
        #expect(broken("# Here\n[a]: none.md\n[b]: <none.md> \"title\"\n").count == 2)
    }

    @Test func `links and headings inside a block are code`() {
        #expect(broken("```\n[a](none.md)\n# Heading\n```\n") == [])
        #expect(broken("[a](#heading)\n```\n# Heading\n```\n").count == 1)
    }

    @Test func `a broken link is named with its line`() {
        let problems = LocalLinks.broken(in: "a.md") { $0 == "a.md" ? "one\n\n[two](three.md)\n" : nil }
        #expect(problems.map(\.description) == ["a.md:3: no file at 'three.md'"])
    }
}
