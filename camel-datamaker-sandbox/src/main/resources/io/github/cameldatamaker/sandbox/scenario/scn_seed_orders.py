# Seeds orders of new customers into a test system.
# sandbox: duration=2s, lines=12
from datamaker import dm

environment = dm.params.get("environment", "regression")
size = int(dm.params.get("size", "100"))

print(f"seeding {dm.params.get('size', '100')} orders into {dm.params.get('environment', 'regression')}")

customers = dm.templates.generate("tmpl_customer", count=max(1, size // 10), seed=environment)
dm.log.info("customers generated")

orders = dm.templates.generate("tmpl_order", count=size, seed=environment)
dm.log.info("orders generated")

with dm.connection("conn_sap_s4") as sap:
    for customer in customers:
        sap.post("A_BusinessPartner", customer)
    for order in orders:
        sap.post("A_SalesOrder", order)

dm.sets.save(f"orders-{environment}", orders)
