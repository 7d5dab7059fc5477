"""Every operation of boto3's networkmonitor client against a gateway: every_operation.py ENDPOINT KEY SECRET SUBNET."""
import sys

import boto3
from botocore.config import Config

endpoint, key, secret, subnet = sys.argv[1:]
client = boto3.client(
    "networkmonitor", region_name="us-east-1", endpoint_url=endpoint,
    aws_access_key_id=key, aws_secret_access_key=secret,
    config=Config(retries={"mode": "standard"}))
TAGS = {"a b": "c&d/e=f+g", "größe": "große Welt ☃", "empty": ""}


def refused(kind, call, **arguments):
    try:
        call(**arguments)
    except kind as refusal:
        assert refusal.response["Error"]["Message"] or kind is client.exceptions.ClientError, refusal.response
        assert refusal.response["ResponseMetadata"]["RequestId"], refusal.response
        return
    raise AssertionError(f"{arguments} was not refused")


made = client.create_monitor(monitorName="boto", aggregationPeriod=30, tags=TAGS, probes=[
    {"sourceArn": subnet, "destination": "10.0.0.1", "protocol": "ICMP", "probeTags": {"x": "y"}}])
assert made["tags"] == TAGS, made
shown = client.get_monitor(monitorName="boto")
assert shown["createdAt"].year > 2000 and len(shown["probes"]) == 1, shown
assert client.update_monitor(monitorName="boto", aggregationPeriod=60)["aggregationPeriod"] == 60

probe = client.create_probe(monitorName="boto", probe={
    "sourceArn": subnet, "destination": "10.0.0.2", "destinationPort": 443, "protocol": "TCP", "packetSize": 256})
place = {"monitorName": "boto", "probeId": probe["probeId"]}
assert client.get_probe(**place)["destinationPort"] == 443
assert client.update_probe(destination="10.0.0.3", state="INACTIVE", **place)["state"] == "INACTIVE"

client.tag_resource(resourceArn=probe["probeArn"], tags=TAGS)
client.untag_resource(resourceArn=probe["probeArn"], tagKeys=["a b", "none"])
assert client.list_tags_for_resource(resourceArn=probe["probeArn"])["tags"].keys() == TAGS.keys() - {"a b"}

for number in range(3):
    client.create_monitor(monitorName=f"page-{number}")
names = [monitor["monitorName"]
         for page in client.get_paginator("list_monitors").paginate(PaginationConfig={"PageSize": 2})
         for monitor in page["monitors"]]
assert {"boto", "page-0", "page-1", "page-2"} <= set(names), names

refused(client.exceptions.ConflictException, client.create_monitor, monitorName="boto")
refused(client.exceptions.ValidationException, client.create_monitor, monitorName="x" * 300)
refused(client.exceptions.ValidationException, client.delete_monitor, monitorName="boto")
refused(client.exceptions.ResourceNotFoundException, client.get_monitor, monitorName="none")
refused(client.exceptions.AccessDeniedException, client.update_monitor, monitorName="by-hand", aggregationPeriod=30)
stranger = boto3.client("networkmonitor", region_name="us-east-1", endpoint_url=endpoint,
                        aws_access_key_id=key, aws_secret_access_key="wrong")
refused(client.exceptions.ClientError, stranger.list_monitors)

for each in client.get_monitor(monitorName="boto")["probes"]:
    client.delete_probe(monitorName="boto", probeId=each["probeId"])
client.delete_monitor(monitorName="boto")
refused(client.exceptions.ResourceNotFoundException, client.get_monitor, monitorName="boto")
print("all of boto3", boto3.__version__)
