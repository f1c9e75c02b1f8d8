public import Evaluation
import JSON
public import TimeSeries

/// Writes what a leakage audit found.
public enum AuditReport {
    /// A line for each thing that was compared, and the verdict.
    public static func text(_ audit: LeakageAudit, format: TimestampFormat) -> String {
        var table = TextTable([("", .left), ("numbers compared", .right), ("", .left)])
        for check in audit.checks {
            let found = check.changedBy.map { "changed by \($0)" } ?? "the same bytes"
            table.append([check.name, String(check.compared), found])
        }
        let intro =
            "\(audit.model.printable), cutoff \(format.text(audit.cutoff)): "
            + "\(NumberText.counted(audit.replaced, "value")) after it replaced by "
            + audit.replacements.joined(separator: ", ") + "\n"
        return intro + "\n" + table.text + "\n" + verdict(audit)
    }

    /// What was found, in one line.
    public static func verdict(_ audit: LeakageAudit) -> String {
        let model = audit.model.printable
        guard !audit.passed else { return "\(model) does not look ahead: nothing changed\n" }
        let changed = audit.checks.filter { $0.changedBy != nil }.map(\.name).joined(separator: ", ")
        return "\(model) LEAKS: \(changed) depend on values after the cutoff\n"
    }

    /// The audit as one JSON document with sorted keys.
    public static func json(_ audit: LeakageAudit, format: TimestampFormat) -> String {
        let checks = audit.checks.map { check in
            JSONValue.object([
                "changedBy": .optional(check.changedBy),
                "compared": JSONValue(check.compared),
                "name": .string(check.name),
            ])
        }
        return JSONValue.object([
            "checks": .array(checks),
            "cutoff": .string(format.text(audit.cutoff)),
            "model": .string(audit.model),
            "passed": .bool(audit.passed),
            "replaced": JSONValue(audit.replaced),
            "replacements": .array(audit.replacements.map(JSONValue.string)),
        ]).document
    }
}
