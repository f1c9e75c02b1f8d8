package import StatisticalMethods

/// What can be set of seasonal ARIMA models.
package struct ARIMASettings: LocalSettings {
    package static let identifier = "arima"
    package static let columnName = "ARIMA"
    package static let hasDistribution = true

    /// p, d and q; nil to search for them.
    package var order: [Int]?
    /// P, D and Q; nil for none where ``order`` is given.
    package var seasonalOrder: [Int]?
    /// Whether there is neither mean nor drift.
    package var withoutConstant = false

    package init() {}

    package static let options: [SettingOption<ARIMASettings>] = [
        SettingOption("order", value: "p,d,q", "Orders of the ARIMA model. (default: a search by AICc)") {
            $0.order.map(Self.text)
        } write: { settings, text throws(SettingError) in
            settings.order = try Self.orders(text, "order")
        },
        SettingOption("seasonal-order", value: "P,D,Q", "Seasonal orders, beside --order. (default: 0,0,0)") {
            $0.seasonalOrder.map(Self.text)
        } write: { settings, text throws(SettingError) in
            settings.seasonalOrder = try Self.orders(text, "seasonal-order")
        },
        SettingOption("no-constant", \.withoutConstant, "Leave out the mean or drift."),
    ]

    package func method(_ task: ForecastTask) -> SeasonalARIMA {
        guard let order else {
            var method = SeasonalARIMA(rules: .asInR)
            method.allowsConstant = !withoutConstant
            return method
        }
        let seasonal = seasonalOrder ?? [0, 0, 0]
        return SeasonalARIMA(
            order: ARIMAOrder(
                order[0], order[1], order[2], seasonal: (seasonal[0], seasonal[1], seasonal[2]),
                seasonLength: task.seasonLength ?? 1),
            hasConstant: !withoutConstant)
    }

    private static func text(_ orders: [Int]) -> String { orders.map(String.init).joined(separator: ",") }

    private static func orders(_ text: String, _ name: String) throws(SettingError) -> [Int] {
        let orders = text.split(separator: ",", omittingEmptySubsequences: false).compactMap { Int($0) }
        guard orders.count == 3, orders.allSatisfy({ (0...10).contains($0) }), orders[1] <= 3 else {
            throw .invalid(
                name: name, value: text,
                requirement: "three orders from 0 to 10, the middle one at most 3, such as 2,1,1")
        }
        return orders
    }
}
