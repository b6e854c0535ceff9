"""/v1/catalogue for bots, /v1/categories for the console, /v1/admin for who edits them."""

from typing import Annotated

from fastapi import APIRouter, Header, Path, Response

from intake_api.api.answers import answer
from intake_api.api.models import Categories, CategoryShown, QrPlaces
from intake_api.api.who import ABot, Person, Staff, TheHouse
from intake_api.contract import Catalogue, Category, QrPlace
from intake_api.refusals import CategoryMisplaced
from intake_api.reports import catalogue
from storage.reports.catalogue import all_categories

router = APIRouter(prefix="/v1", tags=["catalogue"])

CategoryCode = Annotated[str, Path(pattern=r"^[a-z][a-z0-9_-]{0,63}$")]
PlaceCode = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{1,40}$")]
KnownVersions = Annotated[str, Header(alias="If-None-Match", max_length=500)]


@router.get("/catalogue", response_model=Catalogue, tags=["bots"])
async def get_catalogue(house: TheHouse, bot: ABot, known: KnownVersions = "") -> Response:
    """Categories, QR places and rules; 304 for who has this version already."""
    policy, targets = house.settings.policy(), house.settings.targets()
    found = await house.reports.consult(lambda work: catalogue.catalogue_of(work, policy, targets))
    tag = f'"{found.version}"'
    if tag in known:
        return Response(status_code=304, headers={"ETag": tag})
    told = answer(found)
    told.headers["ETag"] = tag
    return told


@router.get("/categories", response_model=Categories)
async def get_categories(house: TheHouse, actor: Person) -> Response:
    """All categories by position, the retired too: reports may carry them."""
    found = await house.reports.consult(all_categories)
    items = [CategoryShown.model_validate(each, from_attributes=True) for each in found]
    return answer(Categories(items=items))


@router.get("/admin/categories/{code}", response_model=Category)
async def get_category(house: TheHouse, actor: Staff, code: CategoryCode) -> Response:
    return answer(
        await house.reports.consult(lambda work: catalogue.read_category(work, actor, code))
    )


@router.put("/admin/categories/{code}", response_model=Category)
async def put_category(
    house: TheHouse, actor: Staff, code: CategoryCode, category: Category
) -> Response:
    """Add a category or replace all of it."""
    if category.code != code:
        raise CategoryMisplaced
    return answer(
        await house.reports.perform(lambda work: catalogue.write_category(work, actor, category))
    )


@router.delete("/admin/categories/{code}", status_code=204)
async def delete_category(house: TheHouse, actor: Staff, code: CategoryCode) -> Response:
    """Retire it: reports that carry it keep its name."""
    await house.reports.perform(lambda work: catalogue.retire_category(work, actor, code))
    return Response(status_code=204)


@router.get("/admin/places", response_model=QrPlaces)
async def get_places(house: TheHouse, actor: Staff) -> Response:
    """The QR places in use."""
    found = await house.reports.consult(lambda work: catalogue.read_places(work, actor))
    return answer(QrPlaces(items=found))


@router.put("/admin/places/{code}", response_model=QrPlace)
async def put_place(house: TheHouse, actor: Staff, code: PlaceCode, place: QrPlace) -> Response:
    if place.code != code:
        raise CategoryMisplaced
    return answer(
        await house.reports.perform(lambda work: catalogue.write_place(work, actor, place))
    )


@router.delete("/admin/places/{code}", status_code=204)
async def delete_place(house: TheHouse, actor: Staff, code: PlaceCode) -> Response:
    await house.reports.perform(lambda work: catalogue.retire_place(work, actor, code))
    return Response(status_code=204)
